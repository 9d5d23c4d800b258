using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Network;

/// <summary>
/// HTTP to places that a mail named. Every connection passes the <see cref="NetworkGuard"/>; nothing that tells one reader from another goes along: no
/// cookies, no referrer, no tracing headers, one name for all. Redirects are not followed: whoever follows them asks again, and is judged again.
/// </summary>
public sealed class GuardedHttp(NetworkGuard guard) : IDisposable
{
    /// <summary>The same for every installation and reader.</summary>
    private const string Agent = "Mozilla/5.0 (compatible; WebmailProxy)";

    private const int MaxHeaderKilobytes = 32;
    private const int MaxConnectionsPerServer = 8;

    /// <summary>Short: a connection that lives on would tie one reader's requests to the next one's.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(4);

    private readonly HttpMessageInvoker _http = new(Handler(guard), disposeHandler: true);

    /// <summary>Sends one request; the answer's body is not read yet.</summary>
    /// <exception cref="HttpRequestException">No connection, or the guard's refusal (as inner exception).</exception>
    /// <exception cref="ArgumentException">The address is not one that <see cref="WebAddress"/> reads.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { } uri || !WebAddress.TryRead(uri.AbsoluteUri, out _)) throw new ArgumentException("Not a web address.", nameof(request));
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        return _http.SendAsync(request, ct);
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler(NetworkGuard guard) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        Credentials = null,
        ConnectTimeout = ConnectTime,
        PooledConnectionIdleTimeout = IdleTime,
        MaxConnectionsPerServer = MaxConnectionsPerServer,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
        ConnectCallback = async (context, ct) => await ConnectAsync(guard, context.DnsEndPoint, ct),
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            // A certificate names addresses too (issuer, revocation list): the platform would fetch them behind the guard's back.
            CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
        },
    };

    private static async ValueTask<Stream> ConnectAsync(NetworkGuard guard, DnsEndPoint target, CancellationToken ct)
    {
        try
        {
            return await guard.ConnectWebAsync(target.Host, target.Port, ct);
        }
        catch (ConnectFailedException refused)
        {
            throw new HttpRequestException(refused.Message, refused);
        }
    }
}
