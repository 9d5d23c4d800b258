namespace Webmail.Protocols.Imap.Commands;

/// <summary>Gathers what SELECT is answered with, until it is known whether the mailbox is open.</summary>
internal sealed class OpenedMailbox(MailboxName name, bool isReadOnly, int changedRowBytes)
{
    /// <summary>What a run of UIDs costs in memory.</summary>
    private const int RunBytes = 8;

    private readonly List<FetchRow> _changed = [];
    private readonly List<NumberRange> _vanished = [];
    private long _bytes;

    public SelectedMailbox Mailbox { get; private set; } = new(name) { ReadOnly = isReadOnly };

    public bool Take(UntaggedResponse response)
    {
        switch (response)
        {
            case ConditionResponse { Code.Kind: ResponseCodeKind.Closed }:
                // What came before was still about the mailbox that was selected until now (RFC 7162 section 3.2.11).
                Mailbox = new SelectedMailbox(name) { ReadOnly = isReadOnly };
                Forget();
                _bytes = 0;
                return true;
            case ConditionResponse { Status: ResponseStatus.Bye } or ConditionResponse { Code.Kind: ResponseCodeKind.Alert }:
                return false;
            case VanishedReply { Earlier: true } vanished:
                if (Fits(vanished.Uids.Numbers.Ranges.Length * RunBytes))
                {
                    _vanished.AddRange(vanished.Uids.Numbers.Ranges);
                }

                return true;
            case FetchReply fetch:
                if (Fits(fetch.Row.Bytes))
                {
                    _changed.Add(fetch.Row);
                }

                Mailbox.Apply(response);
                return true;
            case ExistsReply or ExpungeReply or VanishedReply or RecentReply or FlagsReply or ConditionResponse:
                Mailbox.Apply(response);
                return true;
            default:
                // IMAP4rev2 servers add a LIST line of the mailbox itself.
                return response is ListReply list && list.Listing.Name.Equals(name);
        }
    }

    public ValueTask Enter(ImapConnection connection, TaggedResponse tagged)
    {
        Mailbox.Apply(new ConditionResponse(tagged.Status, tagged.Code, tagged.Text));
        connection.Enter(ImapConnectionState.Selected, Mailbox);
        connection.Publish(new MailboxSelectedEvent(name, Mailbox.Exists));
        return ValueTask.CompletedTask;
    }

    public SelectResult Result(bool resynchronised) =>
        new(Mailbox, new UidSet(NumberSet.FromRanges(_vanished)), _changed, resynchronised && _bytes <= changedRowBytes);

    // Half of the changes is worse than none: a reader would take the rest for unchanged.
    private bool Fits(int bytes)
    {
        _bytes += bytes;
        if (_bytes > changedRowBytes)
        {
            Forget();
        }

        return _bytes <= changedRowBytes;
    }

    private void Forget()
    {
        _changed.Clear();
        _vanished.Clear();
    }
}
