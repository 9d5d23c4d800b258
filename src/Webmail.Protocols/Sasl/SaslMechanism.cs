namespace Webmail.Protocols.Sasl;

/// <summary>One way of signing in: octets in, octets out; base64 and lines are the protocol's business (RFC 4422).</summary>
internal abstract class SaslMechanism
{
    /// <summary>As announced by servers: "SCRAM-SHA-256".</summary>
    public abstract string Name { get; }

    /// <summary>What the client says first; null when the server begins. Empty is something said.</summary>
    public virtual ReadOnlyMemory<byte>? Begin() => null;

    /// <summary>The answer to the next challenge.</summary>
    /// <exception cref="SaslException">The challenge is not acceptable: cancel the exchange.</exception>
    public abstract ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge);

    /// <summary>The server says that we are in. A mechanism in which the server has to prove itself checks that it did.</summary>
    /// <exception cref="SaslException">It did not: trust nothing on this connection.</exception>
    public virtual void Succeeded()
    {
    }

    protected SaslException Bad(string what) => new(SaslFailure.BadChallenge, Name, $"The server's {Name} challenge {what}.");
}
