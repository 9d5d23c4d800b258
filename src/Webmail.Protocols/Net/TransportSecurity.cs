namespace Webmail.Protocols.Net;

/// <summary>How the octets between us and the server are protected (RFC 8314).</summary>
public enum TransportSecurity
{
    /// <summary>TLS from the first octet (port 993, 465). The default wherever a user may choose.</summary>
    Tls,

    /// <summary>Plain text first, upgraded by STARTTLS before anything else is said. No upgrade, no connection.</summary>
    StartTls,

    /// <summary>No protection. Only for a server on the same machine or network, and only when an administrator says so.</summary>
    Plain,
}
