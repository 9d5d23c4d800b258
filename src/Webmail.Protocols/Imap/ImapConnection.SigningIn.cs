using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Imap;

/// <content>From nothing to signed in.</content>
public sealed partial class ImapConnection
{
    private const string Plus = "-PLUS";

    /// <summary>What we signed in with ("SCRAM-SHA-256-PLUS", "LOGIN"), or tried to; "" before.</summary>
    public string SignInMechanism { get; internal set; } = "";

    /// <summary>
    /// Connects and signs in. A -PLUS mechanism that fails for want of a common kind of channel binding (.NET has no tls-exporter; Cyrus SASL knows no
    /// tls-server-end-point; Dovecot 2.4's login process dies of it) is tried once more on a fresh connection without binding, still with SCRAM, unless
    /// <see cref="ChannelBindingUse.Require"/> is set. No other failure is tried again, and never with a weaker mechanism.
    /// </summary>
    /// <exception cref="ConnectFailedException">As of <see cref="ConnectAsync"/>.</exception>
    /// <exception cref="ImapCommandException">The server refused the sign-in; the code says why.</exception>
    /// <exception cref="ImapProtocolException">The connection was lost, or the server could not prove itself.</exception>
    /// <exception cref="NotSupportedException">The server announces no way that this secret fits.</exception>
    public static async Task<ImapConnection> OpenAsync(ServerEndpoint endpoint, ImapCredentials credentials, ImapConnectionOptions options, CancellationToken ct)
    {
        var connection = await ConnectAsync(endpoint, options, ct).ConfigureAwait(false);
        try
        {
            await connection.SignInAsync(credentials, options.ChannelBinding, ct).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            var again = options.ChannelBinding == ChannelBindingUse.Prefer && connection.MayLackBinding(e);
            await connection.DisposeAsync().ConfigureAwait(false);
            if (!again)
            {
                throw;
            }
        }

        return await OpenAsync(endpoint, credentials, options with { ChannelBinding = ChannelBindingUse.Never }, ct).ConfigureAwait(false);
    }

    /// <summary>For signing in on this connection.</summary>
    internal SaslContext SaslContext(ChannelBindingUse binding) => new()
    {
        Host = Endpoint.Host,
        Port = Endpoint.Port,
        IsEncrypted = Endpoint.Security != TransportSecurity.Plain,
        EndPointBinding = EndPointBinding.Of(_stream),
        Binding = binding,
        Keys = _options.ScramKeys,
    };

    // A server that could not bind says so in its own way, or hangs up. One that could not prove itself is not asked a second time, and "wrong password" is believed: two
    // failures for one typing error would lock accounts twice as fast.
    private bool MayLackBinding(Exception e) =>
        SignInMechanism.EndsWith(Plus, StringComparison.Ordinal)
        && e is ImapCommandException { Kind: not ResponseCodeKind.AuthenticationFailed } or ImapProtocolException { InnerException: not SaslException } or ImapProtocolException { InnerException: SaslException { Failure: SaslFailure.ChannelBinding } }
        && Capabilities.AuthMechanisms.Any(name => name.StartsWith("SCRAM-", StringComparison.Ordinal) && !name.EndsWith(Plus, StringComparison.Ordinal));
}
