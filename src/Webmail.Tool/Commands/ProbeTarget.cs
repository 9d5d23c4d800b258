using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Webmail.Protocols.Net;

namespace Webmail.Tool.Commands;

/// <summary>What the probes take from the command line, and the certificate that they see.</summary>
internal sealed class ProbeTarget
{
    public required ServerEndpoint Endpoint { get; init; }

    /// <summary>The certificate the server showed; null until it has.</summary>
    public ProbedCertificate? Certificate { get; private set; }

    /// <summary>HOST PORT [--tls|--starttls|--plain]; without an option TLS on the port where that is the custom, else STARTTLS.</summary>
    /// <exception cref="UsageException">Something else.</exception>
    public static ProbeTarget Of(IReadOnlyList<string> arguments, int tlsPort)
    {
        if (arguments.Count is < 2 or > 3 || arguments[0].Length == 0
            || !ushort.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new UsageException("expected a host and a port");
        var security = (arguments.Count == 3 ? arguments[2] : null) switch
        {
            null => port == tlsPort ? TransportSecurity.Tls : TransportSecurity.StartTls,
            "--tls" => TransportSecurity.Tls,
            "--starttls" => TransportSecurity.StartTls,
            "--plain" => TransportSecurity.Plain,
            _ => throw new UsageException("unknown option"),
        };
        return new ProbeTarget { Endpoint = new ServerEndpoint(arguments[0], port, security) };
    }

    /// <summary>The platform's own verdict, which knows SSL_CERT_FILE, and nothing else.</summary>
    public bool IsTrusted(object sender, X509Certificate? seen, X509Chain? chain, SslPolicyErrors errors)
    {
        Certificate = ProbedCertificate.Of(seen, errors);
        return errors == SslPolicyErrors.None;
    }
}
