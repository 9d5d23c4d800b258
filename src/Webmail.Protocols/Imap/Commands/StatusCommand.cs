using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>STATUS (RFC 9051 section 6.3.11).</summary>
public static class StatusCommand
{
    /// <summary>The counters of a mailbox that need not be selected. What the server does not know stays null.</summary>
    /// <exception cref="ImapCommandException">NONEXISTENT, NOPERM, ...</exception>
    public static async Task<MailboxStatus> StatusAsync(this ImapConnection connection, MailboxName mailbox, StatusItems items, CancellationToken ct)
    {
        MailboxStatus? status = null;
        var command = new ImapCommand(
            connection.Request("STATUS").Space().Mailbox(mailbox).Space().Raw(Words(items, connection.Capabilities)), "STATUS")
        {
            Collect = response =>
            {
                if (response is not StatusReply reply || !reply.Status.Name.Equals(mailbox))
                {
                    return false;
                }

                status = reply.Status;
                return true;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        return status ?? new MailboxStatus { Name = mailbox };
    }

    /// <summary>"(MESSAGES UNSEEN)" of what the server can answer.</summary>
    internal static string Words(StatusItems items, ImapCapabilities capabilities)
    {
        var words = new List<string>();
        Add(StatusItems.Messages, "MESSAGES", true);
        Add(StatusItems.Unseen, "UNSEEN", true);
        Add(StatusItems.UidNext, "UIDNEXT", true);
        Add(StatusItems.UidValidity, "UIDVALIDITY", true);
        Add(StatusItems.HighestModSeq, "HIGHESTMODSEQ", capabilities.Has("CONDSTORE") || capabilities.Has("QRESYNC"));
        Add(StatusItems.Size, "SIZE", capabilities.Has("STATUS=SIZE"));
        Add(StatusItems.Recent, "RECENT", capabilities.Announces("IMAP4rev1"));
        Add(StatusItems.MailboxId, "MAILBOXID", capabilities.Has("OBJECTID"));
        Add(StatusItems.AppendLimit, "APPENDLIMIT", capabilities.Has("APPENDLIMIT") || capabilities.AppendLimit is not null);
        Add(StatusItems.Deleted, "DELETED", capabilities.Has("IMAP4rev2") || capabilities.Has("QUOTA=RES-MESSAGE"));
        Add(StatusItems.DeletedStorage, "DELETED-STORAGE", capabilities.Has("QUOTA=RES-STORAGE"));
        return words.Count > 0 ? "(" + string.Join(' ', words) + ")" : "(MESSAGES)";

        void Add(StatusItems item, string word, bool known)
        {
            if ((items & item) != StatusItems.None && known)
            {
                words.Add(word);
            }
        }
    }
}
