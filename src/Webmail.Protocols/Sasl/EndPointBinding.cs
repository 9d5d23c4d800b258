using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Webmail.Protocols.Sasl;

/// <summary>tls-server-end-point (RFC 5929 section 4): a hash of the server's certificate.</summary>
internal static class EndPointBinding
{
    /// <summary>Null when there is no TLS, or the certificate's signature names no single hash that we know (Ed25519, RSA-PSS).</summary>
    public static byte[]? Of(Stream stream) =>
        stream is SslStream { RemoteCertificate: X509Certificate2 certificate } ? Of(certificate) : null;

    // By the hash of the certificate's own signature; MD5 and SHA-1 become SHA-256.
    [SuppressMessage("Maintainability", "CA1502", Justification = "A table.")]
    private static byte[]? Of(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value switch
    {
        "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.113549.1.1.11" or "1.2.840.10045.4.1" or "1.2.840.10045.4.3.2" =>
            SHA256.HashData(certificate.RawData),
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(certificate.RawData),
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => SHA512.HashData(certificate.RawData),
        _ => null,
    };
}
