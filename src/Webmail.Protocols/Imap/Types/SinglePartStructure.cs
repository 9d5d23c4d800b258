namespace Webmail.Protocols.Imap;

/// <summary>A part that is no multipart, <c>body-type-1part</c> of RFC 9051; text and embedded messages have more to say.</summary>
public sealed class SinglePartStructure : BodyStructure
{
    /// <summary>Content-ID, raw, usually with angle brackets.</summary>
    public ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>Content-Description, raw.</summary>
    public ReadOnlyMemory<byte> Description { get; init; }

    /// <summary>Content-Transfer-Encoding, lower case; "7bit" when the server sent nothing.</summary>
    public required string Encoding { get; init; }

    /// <summary>Size in octets as transfer-encoded; zero when the server does not know.</summary>
    public long Octets { get; init; }

    /// <summary>Lines of a text or message part; null elsewhere.</summary>
    public long? Lines { get; init; }

    /// <summary>The envelope of an embedded message; null elsewhere.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>The body of an embedded message, its sections numbered under this one; null elsewhere.</summary>
    public BodyStructure? EmbeddedBody { get; init; }
}
