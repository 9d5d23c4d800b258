using System.Net.Security;

namespace Webmail.Protocols.Net;

/// <summary>What was agreed on in the handshake.</summary>
/// <param name="Protocol">For example "Tls13".</param>
/// <param name="CipherSuite">The name in the IANA registry.</param>
public sealed record TlsFacts(string Protocol, string CipherSuite)
{
    internal static TlsFacts? Of(Stream stream) => stream is SslStream tls
        ? new TlsFacts(tls.SslProtocol.ToString(), tls.NegotiatedCipherSuite.ToString())
        : null;
}
