using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp.Commands;

namespace Webmail.Protocols.Smtp;

/// <content>AUTH (RFC 4954).</content>
public sealed partial class SmtpConnection
{
    private string _tried = "";

    /// <summary>
    /// Signs in by the best mechanism that the server offers and the secret fits (<see cref="SaslChoice"/>), once: a failure is not
    /// tried again with a weaker one. Afterwards <see cref="Capabilities"/> are those of a signed-in user.
    /// </summary>
    /// <exception cref="SmtpCommandException">Refused: 535 wrong name or password, 454 not now, 530 and 538 TLS first, 534 too weak, ...</exception>
    /// <exception cref="SaslException">We gave up: no mechanism fits, the server could not prove itself, ... Unless no mechanism was found, the connection is closed.</exception>
    /// <exception cref="SmtpProtocolException">The connection is lost.</exception>
    public Task SignInAsync(SaslCredentials credentials, CancellationToken ct) => InTurnAsync(
        async () =>
        {
            _tried = "";
            var mechanism = SaslChoice.Choose(Capabilities.AuthMechanisms, credentials, Context(_options.ChannelBinding));
            _tried = mechanism.Name;
            await AuthCommand.RunAsync(_channel, mechanism, credentials, _options, ct).ConfigureAwait(false);
            SignedInWith = mechanism.Name;
            await HelloAsync(ct).ConfigureAwait(false);
            return true;
        },
        ct);

    /// <summary>
    /// Connects and signs in. A -PLUS mechanism that fails for want of a common kind of channel binding (.NET has no tls-exporter; Cyrus SASL
    /// knows no tls-server-end-point) is tried once more on a fresh connection without binding, still with SCRAM, unless
    /// <see cref="ChannelBindingUse.Require"/> is set.
    /// </summary>
    /// <exception cref="ConnectFailedException">As of <see cref="ConnectAsync"/>.</exception>
    /// <exception cref="SmtpCommandException">As of <see cref="SignInAsync"/>.</exception>
    /// <exception cref="SaslException">As of <see cref="SignInAsync"/>.</exception>
    /// <exception cref="SmtpProtocolException">As of <see cref="SignInAsync"/>.</exception>
    public static async Task<SmtpConnection> OpenAsync(ServerEndpoint endpoint, SaslCredentials credentials, SmtpConnectionOptions options, CancellationToken ct)
    {
        var connection = await ConnectAsync(endpoint, options, ct).ConfigureAwait(false);
        try
        {
            await connection.SignInAsync(credentials, ct).ConfigureAwait(false);
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

    private SaslContext Context(ChannelBindingUse binding) => new()
    {
        Host = Endpoint.Host,
        Port = Endpoint.Port,
        IsEncrypted = Tls is not null,
        EndPointBinding = EndPointBinding.Of(_channel.Stream),
        Binding = binding,
    };

    // A server that could not bind says so in its own way, or hangs up; one that says "wrong password" in SCRAM's own words is believed.
    private bool MayLackBinding(Exception e) =>
        _tried.EndsWith("-PLUS", StringComparison.Ordinal)
        && e is SmtpCommandException { Reply.IsPermanent: true } or SmtpProtocolException or SaslException { Failure: SaslFailure.ChannelBinding }
        && Capabilities.AuthMechanisms.Any(name => name.StartsWith("SCRAM-", StringComparison.Ordinal) && !name.EndsWith("-PLUS", StringComparison.Ordinal));
}
