using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Webmail.Protocols.Imap.Tracing;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Imap;

/// <summary>What a connection needs from its surroundings.</summary>
public sealed record ImapConnectionOptions
{
    /// <summary>Opens the byte stream. Default: plain TCP to any address; the product puts its guard here.</summary>
    public INetworkConnector Connector { get; init; } = TcpConnector.Instance;

    /// <summary>Decides about the server's certificate. Default: null, the platform's trust and the host's name.</summary>
    public RemoteCertificateValidationCallback? Certificates { get; init; }

    /// <summary>Our own certificate, for servers that ask for one and sign in by it (EXTERNAL). Default: null.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Whether signing in is bound to the TLS connection. Default: where possible, by <see cref="ImapConnection.OpenAsync"/>, which also says what happens when the server cannot.</summary>
    public ChannelBindingUse ChannelBinding { get; init; } = ChannelBindingUse.Prefer;

    /// <summary>Where SCRAM's keys are remembered between connections. Default: null, nowhere.</summary>
    public ScramKeys? ScramKeys { get; init; }

    /// <summary>From the first packet to a greeted, protected connection with known capabilities. Default: 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence of the server while a command waits, after which the connection is given up. Default: 60 seconds.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Bounds on what a server can make us hold. Default: <see cref="ImapLimits.Default"/>.</summary>
    public ImapLimits Limits { get; init; } = ImapLimits.Default;

    /// <summary>Compress after signing in where the server offers it (RFC 4978). Default: false; it costs a round trip and 40 KB a connection, and pays where a round trip is more than some milliseconds.</summary>
    public bool Compress { get; init; }

    /// <summary>Where the conversation is written, secrets struck out. Default: null, nowhere.</summary>
    public ProtocolLog? Log { get; init; }

    /// <summary>Where the conversation can be listened to from its first line. Default: null; <see cref="ImapConnection.Attach"/> does it later.</summary>
    public WireTap? Tap { get; init; }

    /// <summary>Told of every written command when it is over, before its caller is. Runs on the connection's own loops: must neither block nor throw. Default: null, nobody.</summary>
    public Action<ImapCommandReport>? CommandOver { get; init; }

    /// <summary>The defaults.</summary>
    public static ImapConnectionOptions Default { get; } = new();
}
