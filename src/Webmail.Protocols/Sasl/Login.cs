using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>LOGIN (draft-murchison-sasl-login): the name, then the password. What the server asks with is of no matter, only how often.</summary>
internal sealed class Login(SaslCredentials credentials) : SaslMechanism
{
    private int _asked;

    public override string Name => "LOGIN";

    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge) => ++_asked switch
    {
        1 => Encoding.UTF8.GetBytes(credentials.User),
        2 => Encoding.UTF8.GetBytes(credentials.Secret),
        _ => throw Bad("asks a third time"),
    };
}
