using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>CANCELUPDATE (CONTEXT, RFC 5267 section 4.4).</summary>
public static class SearchContextCommands
{
    /// <summary>Ends the updates of a search. Selecting another mailbox ends them all.</summary>
    /// <exception cref="ImapCommandException">The server knows no such search.</exception>
    public static Task CancelUpdateAsync(this ImapConnection connection, string context, CancellationToken ct) =>
        connection.RunAsync(new ImapCommand(connection.Request("CANCELUPDATE").Space().String(context), "CANCELUPDATE"), ct);
}
