using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>UID REPLACE (RFC 8508): a message takes the place of an older one, such as a draft's next state.</summary>
public static class ReplaceCommand
{
    /// <summary>
    /// Adds a message and removes another of the selected mailbox, both or none. Without REPLACE: APPEND, then \Deleted, then UID EXPUNGE, in that order, so that
    /// wherever it breaks off at worst both are there. Without UIDPLUS too the old one stays, flagged \Deleted.
    /// </summary>
    /// <param name="connection">The connection, with the old message's mailbox selected.</param>
    /// <param name="old">The message to remove.</param>
    /// <param name="mailbox">Where the new one goes: mostly the selected mailbox.</param>
    /// <param name="message">The new message. It may be made of sections of the old one (CATENATE).</param>
    /// <param name="ct">Cancels; see <see cref="AppendCommand"/>.</param>
    /// <exception cref="ImapCommandException">NONEXISTENT (the old one is gone; nothing was added), TRYCREATE, OVERQUOTA, TOOBIG, ...</exception>
    /// <exception cref="NotSupportedException">As of APPEND.</exception>
    public static async Task<AppendResult> ReplaceAsync(this ImapConnection connection, Uid old, MailboxName mailbox, AppendMessage message, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("REPLACE"))
        {
            var added = await connection.AppendAsync(mailbox, message, ct).ConfigureAwait(false);
            await MoveCommand.RemoveAsync(connection, UidSet.Of(old), ct).ConfigureAwait(false);
            return added;
        }

        AppendWords.Check("UID REPLACE", message, connection.Capabilities);
        ResponseCode? untagged = null;

        // Cyrus 3.10 that refuses does not read a literal of LITERAL+: what is sent all the same it takes for commands, and the connection is lost.
        var request = connection.Request("UID REPLACE").Asking().Space().Number(old.Value).Space().Mailbox(mailbox).Message(message, connection.Capabilities);
        var command = new ImapCommand(request, "UID REPLACE")
        {
            // Where it went is told before the old one is expunged (RFC 8508 section 3.3); some tell it at the end.
            Replies = ReplyKind.Copy,
            Collect = response =>
            {
                untagged = response is ConditionResponse { Code: AppendUidCode code } ? code : untagged;
                return response is ConditionResponse { Code: AppendUidCode };
            },
        };
        var tagged = await connection.RunAsync(command, ct).ConfigureAwait(false);
        return AppendCommand.Results(tagged.Code is AppendUidCode ? tagged.Code : untagged, 1)[0];
    }
}
