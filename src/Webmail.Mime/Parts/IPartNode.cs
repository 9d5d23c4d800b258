using Webmail.Mime.Headers;

namespace Webmail.Mime.Parts;

/// <summary>
/// One part of a message, as far as deciding needs it. A parsed message gives it, and so can an IMAP BODYSTRUCTURE, so that both lead to the
/// same <see cref="BodyPlan"/>.
/// </summary>
public interface IPartNode
{
    /// <summary>Lower case: <c>text</c>.</summary>
    string MediaType { get; }

    /// <summary>Lower case: <c>plain</c>.</summary>
    string Subtype { get; }

    /// <summary>The parameters of Content-Type.</summary>
    HeaderParameters Parameters { get; }

    /// <summary>Lower case: <c>inline</c>, <c>attachment</c>, …; null where there is no Content-Disposition.</summary>
    string? Disposition { get; }

    /// <summary>The decoded <c>filename</c> of Content-Disposition, not cleaned.</summary>
    string? DispositionFileName { get; }

    /// <summary>Without angle brackets; null where there is none.</summary>
    string? ContentId { get; }

    /// <summary>Content-Location (RFC 2557); null where there is none.</summary>
    string? ContentLocation { get; }

    /// <summary>The Content-Transfer-Encoding as written; null where there is none.</summary>
    string? Encoding { get; }

    /// <summary>Octets as they are transferred (encoded).</summary>
    long Size { get; }

    /// <summary>Of a multipart: its parts. Of message/rfc822: the one root part of the message inside. Otherwise empty.</summary>
    IReadOnlyList<IPartNode> Children { get; }

    /// <summary>The IMAP section: <c>1.2</c>; the empty string for the root of a multipart message.</summary>
    string Section { get; }
}
