namespace Webmail.Protocols.Imap;

/// <summary>A multipart of RFC 9051 <c>body-type-mpart</c>. May have no parts: some servers say so of a broken message.</summary>
public sealed class MultipartStructure : BodyStructure
{
    public required IReadOnlyList<BodyStructure> Parts { get; init; }
}
