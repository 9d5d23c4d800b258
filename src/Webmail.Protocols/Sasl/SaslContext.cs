using System.Security.Cryptography;

namespace Webmail.Protocols.Sasl;

/// <summary>What mechanisms need to know about the connection they run on.</summary>
internal sealed record SaslContext
{
    private const int NonceOctets = 18;

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>True when the octets are protected by TLS; a password in clear comes late in the order otherwise.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>tls-server-end-point (RFC 5929 section 4); null without TLS or when the certificate defines none.</summary>
    public byte[]? EndPointBinding { get; init; }

    public ChannelBindingUse Binding { get; init; } = ChannelBindingUse.Prefer;

    /// <summary>Keys computed before; null: they are computed each time.</summary>
    public ScramKeys? Keys { get; init; }

    /// <summary>Printable, without a comma, never the same twice.</summary>
    public Func<string> NewNonce { get; init; } = () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceOctets));
}
