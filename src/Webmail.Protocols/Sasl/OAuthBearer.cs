using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>OAUTHBEARER (RFC 7628).</summary>
internal sealed class OAuthBearer(SaslCredentials credentials, SaslContext context) : SaslMechanism
{
    private bool _refused;

    public override string Name => "OAUTHBEARER";

    public override ReadOnlyMemory<byte>? Begin() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"n,a={ScramMessage.Escape(credentials.User)},\u0001host={context.Host}\u0001port={context.Port}\u0001auth=Bearer {credentials.Secret}\u0001\u0001"));

    // A challenge is the reason of a refusal; one kvsep lets the server say so with its own reply (section 3.2.3).
    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge)
    {
        if (_refused)
        {
            throw Bad("comes twice");
        }

        _refused = true;
        return new byte[] { 1 };
    }
}
