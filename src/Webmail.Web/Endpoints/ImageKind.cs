namespace Webmail.Web.Endpoints;

/// <summary>The picture formats a frame may show, told by their first bytes: what a mail says about a part is worth nothing.</summary>
internal static class ImageKind
{
    /// <summary>Bytes that decide.</summary>
    internal const int HeadLength = 12;

    /// <summary>The media type to serve, or null for anything else (SVG above all).</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return "image/gif";
        if (head.Length >= HeadLength && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8)) return "image/webp";
        return null;
    }
}
