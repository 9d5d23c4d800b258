using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>A mail server as the administrator writes it.</summary>
public sealed class ServerOptions
{
    public string Host { get; set; } = "";

    /// <value>The default is the protocol's port for <see cref="Security"/>.</value>
    public int? Port { get; set; }

    /// <value>The default is TLS from the first byte.</value>
    public TransportSecurity Security { get; set; } = TransportSecurity.Tls;

    /// <summary>PEM file of one more authority to trust for this server, or of its own certificate.</summary>
    public string? TrustedCertificateFile { get; set; }
}
