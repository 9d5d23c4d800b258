using Webmail.Protocols.Net;

namespace Webmail.Tool.Commands;

/// <summary>Why no connection came to be, in words of ours.</summary>
internal static class ProbeReason
{
    public static string Of(ConnectFailure failure) => failure switch
    {
        ConnectFailure.UnknownHost => "the host name does not resolve",
        ConnectFailure.Refused => "nobody listens there",
        ConnectFailure.TimedOut => "no answer in time",
        ConnectFailure.BadCertificate => "the certificate is not trusted for this host",
        ConnectFailure.TlsFailed => "no TLS could be agreed on",
        ConnectFailure.NotAllowed => "the address is not allowed",
        ConnectFailure.NoStartTls => "the server offers no STARTTLS, refuses it, or cheats at it",
        _ => "the server turned us away, hung up, or spoke another protocol",
    };
}
