namespace Webmail.Mime.Headers;

/// <summary>How the sender wants a part to be shown (RFC 2183).</summary>
public sealed class ContentDisposition
{
    public ContentDisposition(string kind, HeaderParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(kind);
        Kind = kind.Trim().ToLowerInvariant();
        Parameters = parameters;
    }

    /// <summary>Lower case: <c>inline</c>, <c>attachment</c>, or what the sender wrote.</summary>
    public string Kind { get; }

    public HeaderParameters Parameters { get; }

    /// <summary>The sender's file name, decoded but not cleaned: give it through <see cref="FileNames.Clean"/> before use.</summary>
    public string? FileName => Parameters["filename"];

    public bool IsInline => Kind == "inline";

    /// <summary>True for attachment; a kind that is not known counts as one (RFC 2183 section 2.8).</summary>
    public bool IsAttachment => Kind.Length > 0 && Kind != "inline";

    public static ContentDisposition Parse(ReadOnlySpan<byte> raw)
    {
        var header = MediaHeader.Parse(raw);
        return new ContentDisposition(header.First, header.Parameters);
    }
}
