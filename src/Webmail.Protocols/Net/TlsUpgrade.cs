using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Webmail.Protocols.Net;

/// <summary>The client side of a TLS handshake, with a certificate that is not trusted told apart from TLS that failed.</summary>
internal static class TlsUpgrade
{
    /// <summary>Wraps <paramref name="plain"/>. On failure the plain stream is disposed: nothing may be said over it any more.</summary>
    /// <param name="plain">The connected stream; owned by the result.</param>
    /// <param name="host">The name the certificate must carry (RFC 9525).</param>
    /// <param name="validate">Decides about the certificate; null is the platform's own check. Online revocation is not asked: a blocked OCSP server must not block mail.</param>
    /// <param name="ct">Cancels the handshake.</param>
    public static Task<SslStream> AuthenticateAsync(
        Stream plain, string host, RemoteCertificateValidationCallback? validate, CancellationToken ct) => AuthenticateAsync(plain, host, validate, identity: null, ct);

    /// <summary>The same, with a certificate of our own for a server that asks for one.</summary>
    public static async Task<SslStream> AuthenticateAsync(
        Stream plain, string host, RemoteCertificateValidationCallback? validate, X509Certificate2? identity, CancellationToken ct)
    {
        var refused = SslPolicyErrors.None;
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    AllowRenegotiation = false,
                    ClientCertificates = identity is null ? null : [identity],
                    RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
                    {
                        var trusted = validate?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None;
                        refused = trusted ? SslPolicyErrors.None : errors | SslPolicyErrors.RemoteCertificateChainErrors;
                        return trusted;
                    },
                },
                ct).ConfigureAwait(false);
            return tls;
        }
        catch (Exception e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (refused != SslPolicyErrors.None)
            {
                throw new ConnectFailedException(ConnectFailure.BadCertificate, $"The certificate of {host} is not trusted: {refused}.", e);
            }

            if (e is AuthenticationException or IOException or InvalidOperationException)
            {
                throw new ConnectFailedException(ConnectFailure.TlsFailed, $"No TLS with {host}: {e.Message}", e);
            }

            throw;
        }
    }
}
