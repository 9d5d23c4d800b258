using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>PLAIN (RFC 4616): authzid, authcid, password, between NULs.</summary>
internal sealed class Plain(SaslCredentials credentials) : SaslMechanism
{
    public override string Name => "PLAIN";

    public override ReadOnlyMemory<byte>? Begin() => Encoding.UTF8.GetBytes($"\0{credentials.User}\0{credentials.Secret}");

    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge) => throw Bad("comes where none belongs");
}
