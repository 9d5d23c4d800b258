using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>UID COPY (RFC 9051 section 6.4.7).</summary>
public static class CopyCommand
{
    /// <summary>Copies messages with their flags and dates. One command copies all or none; a very long list needs several.</summary>
    /// <exception cref="ImapCommandException">TRYCREATE or NONEXISTENT (no such mailbox), OVERQUOTA, NOPERM, LIMIT, ...</exception>
    public static async Task<CopyResult> CopyAsync(this ImapConnection connection, UidSet uids, MailboxName to, CancellationToken ct)
    {
        var told = new List<CopiedUids?>();
        foreach (var chunk in SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit))
        {
            told.Add(await RunAsync(connection, "UID COPY", chunk, to, ct).ConfigureAwait(false));
        }

        return CopyResult.From(told);
    }

    /// <summary>COPY or MOVE of one set; what COPYUID told, tagged or untagged (RFC 6851 section 4.3).</summary>
    internal static Task<CopiedUids?> RunAsync(ImapConnection connection, string name, NumberSet uids, MailboxName to, CancellationToken ct) =>
        RunAsync(connection, name, connection.Request(name).Space().Set(uids), to, ct);

    internal static async Task<CopiedUids?> RunAsync(ImapConnection connection, string name, ImapRequest request, MailboxName to, CancellationToken ct)
    {
        CopiedUids? untagged = null;
        var command = new ImapCommand(request.Space().Mailbox(to), name)
        {
            Replies = ReplyKind.Copy,
            Collect = response =>
            {
                if (response is not ConditionResponse { Code: CopyUidCode code })
                {
                    return false;
                }

                untagged = code.Copied;
                return true;
            },
        };
        var tagged = await connection.RunAsync(command, ct).ConfigureAwait(false);
        return tagged.Code is CopyUidCode told ? told.Copied : untagged;
    }
}
