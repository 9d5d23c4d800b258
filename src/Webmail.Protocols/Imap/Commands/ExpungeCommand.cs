using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>EXPUNGE and UID EXPUNGE (RFC 9051 section 6.4.3, RFC 4315).</summary>
public static class ExpungeCommand
{
    /// <summary>
    /// Removes messages flagged \Deleted: all of them (null), or those among <paramref name="uids"/>. What went arrives in
    /// <see cref="ImapConnection.Events"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">UIDs are named and the server has no UIDPLUS: it would remove others too.</exception>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    public static async Task ExpungeAsync(this ImapConnection connection, UidSet? uids, CancellationToken ct)
    {
        if (uids is null)
        {
            await connection.RunAsync(new ImapCommand("EXPUNGE"), ct).ConfigureAwait(false);
            return;
        }

        if (!connection.Capabilities.Has("UIDPLUS"))
        {
            throw new NotSupportedException("The server cannot expunge single messages.");
        }

        foreach (var chunk in SetChunks.Of(uids.Numbers, connection.Capabilities.MessageLimit))
        {
            await connection.RunAsync(new ImapCommand(connection.Request("UID EXPUNGE").Space().Set(chunk), "UID EXPUNGE"), ct).ConfigureAwait(false);
        }
    }
}
