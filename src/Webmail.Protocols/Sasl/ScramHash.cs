using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Webmail.Protocols.Sasl;

/// <summary>The functions of RFC 5802 section 2.2 over one hash.</summary>
[SuppressMessage("Security", "CA5350", Justification = "SCRAM-SHA-1 is defined with SHA-1; HMAC and PBKDF2 with it are not broken.")]
internal sealed record ScramHash(string Name, HashAlgorithmName Algorithm, int Octets)
{
    public static ScramHash Sha1 { get; } = new("SCRAM-SHA-1", HashAlgorithmName.SHA1, SHA1.HashSizeInBytes);

    public static ScramHash Sha256 { get; } = new("SCRAM-SHA-256", HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    public byte[] Hmac(byte[] key, ReadOnlySpan<byte> data) =>
        Algorithm == HashAlgorithmName.SHA256 ? HMACSHA256.HashData(key, data) : HMACSHA1.HashData(key, data);

    public byte[] Hash(ReadOnlySpan<byte> data) =>
        Algorithm == HashAlgorithmName.SHA256 ? SHA256.HashData(data) : SHA1.HashData(data);

    /// <summary>Hi(): PBKDF2 with HMAC of this hash.</summary>
    public byte[] Salted(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, Algorithm, Octets);
}
