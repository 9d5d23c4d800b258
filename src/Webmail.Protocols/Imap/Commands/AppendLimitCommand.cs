namespace Webmail.Protocols.Imap.Commands;

/// <summary>APPENDLIMIT (RFC 7889).</summary>
public static class AppendLimitCommand
{
    /// <summary>
    /// The octets a message may have in this mailbox; null when the server names no limit. A limit for the whole server is known without asking;
    /// where each mailbox has its own, STATUS tells it.
    /// </summary>
    /// <exception cref="ImapCommandException">As of STATUS.</exception>
    public static async Task<ulong?> AppendLimitAsync(this ImapConnection connection, MailboxName mailbox, CancellationToken ct) =>
        connection.Capabilities.AppendLimit is not null || !connection.Capabilities.Has("APPENDLIMIT")
            ? connection.Capabilities.AppendLimit
            : (await connection.StatusAsync(mailbox, StatusItems.AppendLimit, ct).ConfigureAwait(false)).AppendLimit;
}
