using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Smtp;

/// <summary>What a connection needs from its surroundings.</summary>
public sealed record SmtpConnectionOptions
{
    /// <summary>Opens the byte stream. Default: plain TCP to any address; the product puts its guard here.</summary>
    public INetworkConnector Connector { get; init; } = TcpConnector.Instance;

    /// <summary>Decides about the server's certificate. Default: null, the platform's trust and the host's name.</summary>
    public RemoteCertificateValidationCallback? Certificates { get; init; }

    /// <summary>Our own certificate, for servers that want one (EXTERNAL). Default: null.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>From the first packet to a greeted, protected connection with known capabilities. Default: 30 seconds, because some servers greet late on purpose.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the whole reply to one command may take. Default: 2 minutes.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Bounds on what a server can make us hold. Default: <see cref="SmtpLimits.Default"/>.</summary>
    public SmtpLimits Limits { get; init; } = SmtpLimits.Default;

    /// <summary>Where the conversation is written, secrets struck out, contents counted. Default: null, nowhere.</summary>
    public ProtocolLog? Log { get; init; }

    /// <summary>Who we say we are in EHLO. Default: "[127.0.0.1]", which tells nothing about the machine (RFC 5321 section 4.1.4 lets a client without a name give an address).</summary>
    public SmtpClientName ClientName { get; init; } = SmtpClientName.Anonymous;

    /// <summary>Whether signing in is bound to the TLS connection. Default: where possible.</summary>
    public ChannelBindingUse ChannelBinding { get; init; } = ChannelBindingUse.Prefer;

    /// <summary>The defaults.</summary>
    public static SmtpConnectionOptions Default { get; } = new();
}
