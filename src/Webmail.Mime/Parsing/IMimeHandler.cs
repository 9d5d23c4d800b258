using Webmail.Mime.Headers;

namespace Webmail.Mime.Parsing;

/// <summary>
/// Hears what <see cref="MimeReader"/> finds, in the order of the message: <c>BeginPart Header (Body* | BeginPart…)* EndPart</c>. Text of a multipart
/// outside its parts (preamble, epilogue) comes as the multipart's own Body. Offsets are bytes from the start of the message.
/// </summary>
public interface IMimeHandler
{
    /// <summary>A part opens at <paramref name="offset"/>: the message itself, a part of a multipart, or the message inside a message/rfc822.</summary>
    void BeginPart(long offset);

    /// <summary>The header of the part that opened last. Its bytes stay valid.</summary>
    /// <param name="contentType">Declared, or the default of its place.</param>
    /// <param name="bodyOffset">Where the body begins.</param>
    void Header(HeaderBlock header, ContentType contentType, long bodyOffset);

    /// <summary>Bytes of the innermost open part, still transfer-encoded. They are valid during the call only.</summary>
    void Body(ReadOnlySpan<byte> data, long offset);

    /// <summary>The innermost open part ends; the line end before a boundary belongs to the boundary.</summary>
    /// <param name="end">The offset after the last byte of the part.</param>
    void EndPart(long end);

    void Defect(MimeDefectKind kind, long offset);
}
