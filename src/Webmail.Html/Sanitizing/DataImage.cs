using System.Buffers.Text;

namespace Webmail.Html.Sanitizing;

/// <summary>data: pictures: PNG, JPEG, GIF and WebP, strict base64, and bytes that start as that type does.</summary>
internal static class DataImage
{
    /// <summary>Characters of one picture. Default size of what editors paste inline; larger ones come as parts.</summary>
    private const int MaxChars = 2 * 1024 * 1024;

    /// <summary>The data: URL as it may be written, or null.</summary>
    public static string? Read(string raw)
    {
        var text = raw.AsSpan().Trim();
        if (text.Length > MaxChars || !text.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)) return null;
        var comma = text.IndexOf(',');
        if (comma < 0) return null;
        var type = text["data:image/".Length..comma] switch
        {
            var t when t.Equals("png;base64", StringComparison.OrdinalIgnoreCase) => "png",
            var t when t.Equals("jpeg;base64", StringComparison.OrdinalIgnoreCase) || t.Equals("jpg;base64", StringComparison.OrdinalIgnoreCase) => "jpeg",
            var t when t.Equals("gif;base64", StringComparison.OrdinalIgnoreCase) => "gif",
            var t when t.Equals("webp;base64", StringComparison.OrdinalIgnoreCase) => "webp",
            _ => null,
        };
        if (type is null) return null;
        var body = Compact(text[(comma + 1)..]);
        if (body.Length < 16 || !Base64.IsValid(body)) return null;
        Span<byte> head = stackalloc byte[12];
        if (!Convert.TryFromBase64String(body[..16], head, out var written) || written < 12 || !HasMagic(type, head)) return null;
        return $"data:image/{type};base64,{body}";
    }

    private static string Compact(ReadOnlySpan<char> body)
    {
        // Line ends and blanks inside are what editors write; Base64.IsValid would take them too, the written form has none.
        if (!body.ContainsAny(" \t\r\n\f")) return body.ToString();
        return string.Concat(body.ToString().Split([' ', '\t', '\r', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool HasMagic(string type, ReadOnlySpan<byte> head) => type switch
    {
        "png" => head[0] == 0x89 && head[1..].StartsWith("PNG\r\n\u001A\n"u8),
        "jpeg" => head[0] == 0xFF && head[1] == 0xD8 && head[2] == 0xFF,
        "gif" => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8),
        _ => head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8),
    };
}
