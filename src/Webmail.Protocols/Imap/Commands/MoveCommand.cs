namespace Webmail.Protocols.Imap.Commands;

/// <summary>UID MOVE (RFC 6851), or what it stands for.</summary>
public static class MoveCommand
{
    /// <summary>
    /// Moves messages. Without MOVE: COPY, then \Deleted, then UID EXPUNGE, in that order, so that nothing is lost wherever it
    /// breaks off. Without UIDPLUS too, the originals stay, flagged \Deleted: an EXPUNGE would remove messages of others.
    /// </summary>
    /// <exception cref="ImapCommandException">TRYCREATE or NONEXISTENT (no such mailbox), OVERQUOTA, NOPERM, ...</exception>
    public static async Task<CopyResult> MoveAsync(this ImapConnection connection, UidSet uids, MailboxName to, CancellationToken ct)
    {
        var told = new List<CopiedUids?>();
        var moves = connection.Capabilities.Has("MOVE");
        foreach (var chunk in SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit))
        {
            told.Add(await CopyCommand.RunAsync(connection, moves ? "UID MOVE" : "UID COPY", chunk, to, ct).ConfigureAwait(false));
            if (!moves)
            {
                await RemoveAsync(connection, new UidSet(chunk), ct).ConfigureAwait(false);
            }
        }

        return CopyResult.From(told);
    }

    /// <summary>Flags messages \Deleted and expunges just them where UIDPLUS allows it.</summary>
    internal static async Task RemoveAsync(ImapConnection connection, UidSet uids, CancellationToken ct)
    {
        await connection.StoreAsync(uids, StoreAction.Add, FlagSet.Of(Flag.Deleted), unchangedSince: null, ct).ConfigureAwait(false);
        if (connection.Capabilities.Has("UIDPLUS"))
        {
            await connection.ExpungeAsync(uids, ct).ConfigureAwait(false);
        }
    }
}
