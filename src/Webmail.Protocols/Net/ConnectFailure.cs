namespace Webmail.Protocols.Net;

/// <summary>Why no connection came to be; each one is a different sentence for the user.</summary>
public enum ConnectFailure
{
    /// <summary>The host name does not resolve.</summary>
    UnknownHost,

    /// <summary>Nobody listens there, or the network says no.</summary>
    Refused,

    /// <summary>No answer within <c>ConnectTimeout</c>, at whichever step.</summary>
    TimedOut,

    /// <summary>TLS was spoken, but the certificate is not trusted for this host.</summary>
    BadCertificate,

    /// <summary>TLS could not be agreed on (no common version, or the other side does not speak TLS at all).</summary>
    TlsFailed,

    /// <summary>The connector refuses the address (for example: not globally routable).</summary>
    NotAllowed,

    /// <summary>The server hung up, said BYE, or greeted with something that is not the protocol.</summary>
    Closed,

    /// <summary>STARTTLS was asked for and the server does not offer it, refuses it, or cheats at it.</summary>
    NoStartTls,
}
