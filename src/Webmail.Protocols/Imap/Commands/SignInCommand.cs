using System.Globalization;
using System.Text;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>LOGIN and AUTHENTICATE (RFC 9051 section 6.2).</summary>
public static class SignInCommand
{
    /// <summary>
    /// Signs in by the best way the server announces: AUTHENTICATE PLAIN (in one round trip with SASL-IR), else LOGIN; for a token
    /// OAUTHBEARER, else XOAUTH2. Afterwards <see cref="ImapConnection.Capabilities"/> are those of a signed-in user.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused: see the code (AUTHENTICATIONFAILED, UNAVAILABLE, LIMIT, ...). One may try again on this connection.</exception>
    /// <exception cref="NotSupportedException">The server announces no way that this secret fits.</exception>
    public static async Task SignInAsync(this ImapConnection connection, ImapCredentials credentials, CancellationToken ct)
    {
        var version = connection.CapabilityVersion;
        var capabilities = connection.Capabilities;
        var mechanism = Choose(capabilities, credentials);
        connection.Options.Log?.Hide(credentials.Secret);
        try
        {
            var command = mechanism is null ? Login(connection, credentials) : Authenticate(connection, mechanism, capabilities.Has("SASL-IR"), credentials);
            await connection.RunAsync(command, ct).ConfigureAwait(false);
        }
        catch (ImapCommandException e)
        {
            // Some servers repeat the command they refuse.
            throw new ImapCommandException(e.Command, e.Status, e.Code, SecretMask.Strike(e.Text, credentials.Secret));
        }

        if (connection.CapabilityVersion == version)
        {
            await connection.AskCapabilitiesAsync(ct).ConfigureAwait(false);
        }
    }

    private static string? Choose(ImapCapabilities capabilities, ImapCredentials credentials)
    {
        var offered = capabilities.AuthMechanisms;
        if (credentials.IsToken)
        {
            return offered.Contains("OAUTHBEARER", StringComparer.OrdinalIgnoreCase) ? "OAUTHBEARER"
                : offered.Contains("XOAUTH2", StringComparer.OrdinalIgnoreCase) ? "XOAUTH2"
                : throw new NotSupportedException("The server takes no access tokens.");
        }

        return offered.Contains("PLAIN", StringComparer.OrdinalIgnoreCase) ? "PLAIN"
            : !capabilities.Has("LOGINDISABLED") ? null
            : throw new NotSupportedException("The server takes no passwords on this connection.");
    }

    private static ImapCommand Login(ImapConnection connection, ImapCredentials credentials) =>
        new(new ImapRequest("LOGIN").Space().String(credentials.User).Space().Secret(credentials.Secret), "LOGIN")
        {
            Order = CommandOrder.Barrier,
            Succeeded = _ => SignedIn(connection),
        };

    private static ImapCommand Authenticate(ImapConnection connection, string mechanism, bool initial, ImapCredentials credentials)
    {
        var request = new ImapRequest("AUTHENTICATE").Space().Raw(mechanism);
        var first = Convert.ToBase64String(Encoding.UTF8.GetBytes(Response(mechanism, connection, credentials)));
        connection.Options.Log?.Hide(first);
        if (initial)
        {
            request.Space().SecretRaw(first);
        }

        var said = initial;
        return new ImapCommand(request, "AUTHENTICATE")
        {
            Order = CommandOrder.Barrier,
            Succeeded = _ => SignedIn(connection),

            // A second challenge is the reason of a refusal (RFC 7628 section 3.2.3): an empty line lets the server say NO.
            Converse = _ =>
            {
                var answer = said ? [] : Encoding.ASCII.GetBytes(first);
                said = true;
                return answer;
            },
        };
    }

    private static string Response(string mechanism, ImapConnection connection, ImapCredentials credentials) => mechanism switch
    {
        // authzid, authcid, password (RFC 4616 section 2).
        "PLAIN" => $"\0{credentials.User}\0{credentials.Secret}",
        "OAUTHBEARER" => string.Create(
            CultureInfo.InvariantCulture,
            $"n,a={Escape(credentials.User)},\u0001host={connection.Endpoint.Host}\u0001port={connection.Endpoint.Port}\u0001auth=Bearer {credentials.Secret}\u0001\u0001"),
        _ => $"user={credentials.User}\u0001auth=Bearer {credentials.Secret}\u0001\u0001",
    };

    // saslname of RFC 5801 section 4.
    private static string Escape(string name) =>
        name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    private static ValueTask SignedIn(ImapConnection connection)
    {
        connection.Enter(ImapConnectionState.Authenticated, null);
        return ValueTask.CompletedTask;
    }
}
