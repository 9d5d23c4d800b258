namespace Webmail.Web.Endpoints;

/// <summary>Sound and film by their first bytes: what the mail says about them is worth nothing.</summary>
internal static class MediaKind
{
    public const int HeadLength = 16;

    /// <summary>The type to send; null for what no player of a browser takes.</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeadLength) return null;
        if (head.StartsWith("ID3"u8) || (head[0] == 0xFF && head[1] is 0xFB or 0xF3 or 0xF2 or 0xFA)) return "audio/mpeg";
        if (head.StartsWith("fLaC"u8)) return "audio/flac";
        if (head.StartsWith("OggS"u8)) return "audio/ogg";
        if (head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8)) return "audio/wav";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) return "video/webm";
        if (head[4..].StartsWith("ftyp"u8)) return head[8..].StartsWith("M4A"u8) || head[8..].StartsWith("M4B"u8) ? "audio/mp4" : "video/mp4";
        return null;
    }
}
