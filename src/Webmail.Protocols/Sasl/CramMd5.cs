using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>CRAM-MD5 (RFC 2195): the name and HMAC-MD5 of the challenge under the password. For servers that have nothing better.</summary>
internal sealed class CramMd5(SaslCredentials credentials) : SaslMechanism
{
    private bool _asked;

    public override string Name => "CRAM-MD5";

    [SuppressMessage("Security", "CA5351", Justification = "The mechanism is defined with MD5.")]
    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge)
    {
        if (_asked || challenge.IsEmpty)
        {
            throw Bad(_asked ? "comes twice" : "is empty");
        }

        _asked = true;
        var digest = HMACMD5.HashData(Encoding.UTF8.GetBytes(credentials.Secret), challenge);
        return Encoding.UTF8.GetBytes($"{credentials.User} {Convert.ToHexStringLower(digest)}");
    }
}
