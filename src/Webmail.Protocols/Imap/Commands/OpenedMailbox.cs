namespace Webmail.Protocols.Imap.Commands;

/// <summary>Gathers what SELECT is answered with, until it is known whether the mailbox is open.</summary>
internal sealed class OpenedMailbox(MailboxName name, bool isReadOnly)
{
    private readonly List<FetchRow> _changed = [];
    private UidSet _vanished = UidSet.Empty;

    public SelectedMailbox Mailbox { get; private set; } = new(name) { ReadOnly = isReadOnly };

    public bool Take(UntaggedResponse response)
    {
        switch (response)
        {
            case ConditionResponse { Code.Kind: ResponseCodeKind.Closed }:
                // What came before was still about the mailbox that was selected until now (RFC 7162 section 3.2.11).
                Mailbox = new SelectedMailbox(name) { ReadOnly = isReadOnly };
                _changed.Clear();
                _vanished = UidSet.Empty;
                return true;
            case ConditionResponse { Status: ResponseStatus.Bye } or ConditionResponse { Code.Kind: ResponseCodeKind.Alert }:
                return false;
            case VanishedReply { Earlier: true } vanished:
                _vanished = _vanished.Union(vanished.Uids);
                return true;
            case FetchReply fetch:
                _changed.Add(fetch.Row);
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

    public SelectResult Result(bool resynchronised) => new(Mailbox, _vanished, _changed, resynchronised);
}
