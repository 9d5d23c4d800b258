using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>EXTERNAL (RFC 4422 appendix A): the identity to act as; empty for the one that the transport proved.</summary>
internal sealed class External(SaslCredentials credentials) : SaslMechanism
{
    public override string Name => "EXTERNAL";

    public override ReadOnlyMemory<byte>? Begin() => Encoding.UTF8.GetBytes(credentials.User);

    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge) => throw Bad("comes where none belongs");
}
