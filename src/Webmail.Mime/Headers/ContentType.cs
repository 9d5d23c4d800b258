namespace Webmail.Mime.Headers;

/// <summary>A media type with its parameters (RFC 2045 section 5).</summary>
public sealed class ContentType
{
    private ContentType(string mediaType, string subtype, HeaderParameters parameters, bool hasDefect)
    {
        MediaType = mediaType;
        Subtype = subtype;
        Parameters = parameters;
        HasDefect = hasDefect;
    }

    /// <summary>What a part is that says nothing (RFC 2045 section 5.2).</summary>
    public static ContentType TextPlain { get; } = new("text", "plain", HeaderParameters.Empty, hasDefect: false);

    /// <summary>What a part of multipart/digest is that says nothing (RFC 2046 section 5.1.5).</summary>
    public static ContentType MessageRfc822 { get; } = new("message", "rfc822", HeaderParameters.Empty, hasDefect: false);

    /// <summary>The first half, lower case: <c>text</c>.</summary>
    public string MediaType { get; }

    /// <summary>The second half, lower case: <c>plain</c>.</summary>
    public string Subtype { get; }

    public HeaderParameters Parameters { get; }

    /// <summary>True when the value was no media type or its parameters were broken.</summary>
    public bool HasDefect { get; }

    public bool Is(string mediaType, string subtype) => MediaType == mediaType && Subtype == subtype;

    /// <summary>
    /// Reads a Content-Type value. Never fails: without a slash <c>text</c> is text/plain and <c>multipart</c> is multipart/mixed; everything else
    /// that is no media type is application/octet-stream, because nobody can say what it is; an empty value is text/plain.
    /// </summary>
    public static ContentType Parse(ReadOnlySpan<byte> raw)
    {
        var header = MediaHeader.Parse(raw);
        return From(header.First, header.Second, header.Parameters);
    }

    /// <summary>The same rules for a type that is already apart, as IMAP's BODYSTRUCTURE gives it.</summary>
    public static ContentType From(string mediaType, string subtype, HeaderParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (first, second) = (Lower(mediaType), Lower(subtype));
        if (first.Length > 0 && second.Length > 0) return new ContentType(first, second, parameters, parameters.HasDefect);
        return first switch
        {
            "" or "text" => new ContentType("text", "plain", parameters, hasDefect: true),
            "multipart" => new ContentType("multipart", "mixed", parameters, hasDefect: true),
            _ => new ContentType("application", "octet-stream", parameters, hasDefect: true),
        };
    }

    public override string ToString() => $"{MediaType}/{Subtype}";

    private static string Lower(string? value) => value is null ? "" : value.Trim().ToLowerInvariant();
}
