namespace Webmail.Protocols.Net;

/// <summary>How the bytes between us and a mail server are protected.</summary>
public enum TransportSecurity
{
    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Plain greeting, then TLS before anything that matters (RFC 9051 section 6.2.1, RFC 3207).</summary>
    StartTls,

    /// <summary>No protection. Only for a server on the same machine or where an administrator allows it.</summary>
    Plain,
}
