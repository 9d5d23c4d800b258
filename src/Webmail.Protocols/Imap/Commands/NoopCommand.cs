using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>NOOP and CHECK (RFC 9051 section 6.1.2, RFC 3501 section 6.4.1).</summary>
public static class NoopCommand
{
    /// <summary>Asks for nothing; what changed arrives in <see cref="ImapConnection.Events"/> before it returns.</summary>
    public static Task NoopAsync(this ImapConnection connection, CancellationToken ct) => connection.RunAsync(new ImapCommand("NOOP"), ct);

    /// <summary>Asks the server to write what it holds to disk. IMAP4rev2 dropped it; there it is a NOOP.</summary>
    public static Task CheckAsync(this ImapConnection connection, CancellationToken ct) =>
        connection.RunAsync(new ImapCommand(connection.Capabilities.Announces("IMAP4rev1") ? "CHECK" : "NOOP"), ct);
}
