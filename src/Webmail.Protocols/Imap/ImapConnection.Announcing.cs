namespace Webmail.Protocols.Imap;

/// <content>What nobody asked for becomes an event.</content>
public sealed partial class ImapConnection
{
    private bool _notifies;

    /// <summary>NOTIFY is set: FETCH rows that nobody asked for can be new messages (RFC 5465 section 5.2).</summary>
    internal void Notifies(bool notifies) => _notifies = notifies;

    private void Announce(UntaggedResponse response)
    {
        ImapEvent? said = response switch
        {
            ExistsReply exists => new ExistsEvent(exists.Count),
            ExpungeReply expunge => new ExpungeEvent(expunge.SequenceNumber),
            VanishedReply vanished => new VanishedEvent(vanished.Uids, vanished.Earlier),
            FetchReply fetch => Row(fetch.Row),
            StatusReply status => new MailboxStatusEvent(status.Status),
            ListReply list => new MailboxListEvent(list.Listing),
            EsearchReply { Tag: { } tag, Updates.Count: > 0 } search => new SearchUpdateEvent(tag, search.Updates),
            CapabilityReply capability => Announced(capability.Capabilities),
            ConditionResponse condition => Condition(condition),
            _ => null,
        };
        if (said is not null)
        {
            Publish(said);
        }
    }

    private static ImapEvent? Row(FetchRow row) => row switch
    {
        { Envelope: not null } or { BodyStructure: not null } or { Size: not null } or { InternalDate: not null } or { Sections.Count: > 0 }
            => new NewMessageEvent(row),
        { Flags: { } flags } => new FlagsEvent(row.SequenceNumber, row.Uid, flags, row.ModSeq),
        _ => null,
    };

    private CapabilityEvent Announced(ImapCapabilities capabilities)
    {
        Capabilities = capabilities;
        return new CapabilityEvent(capabilities);
    }

    private ImapEvent? Condition(ConditionResponse condition)
    {
        if (condition.Status == ResponseStatus.Bye)
        {
            return new ByeEvent(condition.Code, Clip(condition.Text));
        }

        switch (condition.Code)
        {
            case { Kind: ResponseCodeKind.Alert }:
                return new AlertEvent(Clip(condition.Text));
            case { Kind: ResponseCodeKind.NotificationOverflow }:
                _notifies = false;
                return new NotificationOverflowEvent();
            case InProgressCode progress:
                return new ProgressEvent(NameOf(progress.Tag), progress.Progress, progress.Goal);
            case CapabilityCode code:
                return Announced(code.Capabilities);
            default:
                return null;
        }
    }

    private string? NameOf(string? tag)
    {
        lock (_gate)
        {
            return _inFlight.Find(running => string.Equals(running.Tag, tag, StringComparison.Ordinal))?.Name;
        }
    }

    /// <summary>On the reader loop: adds an event made of the present response.</summary>
    internal void Publish(ImapEvent said) => _events.Add(said, _frameBytes);
}
