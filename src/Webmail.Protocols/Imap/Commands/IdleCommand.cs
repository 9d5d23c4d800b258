namespace Webmail.Protocols.Imap.Commands;

/// <summary>IDLE (RFC 2177).</summary>
public static class IdleCommand
{
    /// <summary>
    /// Asks to be told of changes as they happen, until the handle is disposed. Returns when the server agreed. Commands may be
    /// run meanwhile: IDLE ends for them by itself and resumes afterwards.
    /// </summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    /// <exception cref="InvalidOperationException">The connection idles already.</exception>
    public static Task<ImapIdle> IdleAsync(this ImapConnection connection, CancellationToken ct) => connection.StartIdlingAsync(ct);
}
