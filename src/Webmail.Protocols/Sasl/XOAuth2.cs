using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>XOAUTH2 as Google and Microsoft document it: the older form of OAUTHBEARER.</summary>
internal sealed class XOAuth2(SaslCredentials credentials) : SaslMechanism
{
    private bool _refused;

    public override string Name => "XOAUTH2";

    public override ReadOnlyMemory<byte>? Begin() => Encoding.UTF8.GetBytes($"user={credentials.User}\u0001auth=Bearer {credentials.Secret}\u0001\u0001");

    // A challenge is the reason of a refusal; an empty answer lets the server say so with its own reply.
    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge)
    {
        if (_refused)
        {
            throw Bad("comes twice");
        }

        _refused = true;
        return ReadOnlyMemory<byte>.Empty;
    }
}
