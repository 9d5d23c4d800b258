using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>UNAUTHENTICATE (RFC 8437).</summary>
public static class UnauthenticateCommand
{
    /// <summary>
    /// Signs out and keeps the connection, so that another user can sign in on it. What was enabled, selected and notified is gone.
    /// </summary>
    /// <exception cref="ImapCommandException">The server refused.</exception>
    /// <exception cref="NotSupportedException">The server has no UNAUTHENTICATE: close the connection instead.</exception>
    public static async Task UnauthenticateAsync(this ImapConnection connection, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("UNAUTHENTICATE"))
        {
            throw new NotSupportedException("The server cannot sign out without closing (UNAUTHENTICATE).");
        }

        var version = connection.CapabilityVersion;
        var command = new ImapCommand("UNAUTHENTICATE")
        {
            Order = CommandOrder.Barrier,
            Succeeded = _ =>
            {
                connection.Unauthenticated();
                return ValueTask.CompletedTask;
            },
        };
        await connection.RunAsync(command, ct).ConfigureAwait(false);
        if (connection.CapabilityVersion == version)
        {
            await connection.AskCapabilitiesAsync(ct).ConfigureAwait(false);
        }
    }
}
