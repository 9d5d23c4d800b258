using System.Buffers;
using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>The charset that an HTML document names in its own head (HTML Living Standard, "prescan a byte stream", without its rarer turns).</summary>
public static class HtmlCharset
{
    private const int MaxPrescan = 1024;
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\"';/>");

    /// <summary>The name, or null. Only the first 1024 bytes are looked at.</summary>
    public static string? Find(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html[..Math.Min(html.Length, MaxPrescan)]);
        for (var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); at >= 0; at = head.IndexOf("<meta", at + 5, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            var tag = end < 0 ? head.AsSpan(at) : head.AsSpan(at, end - at);
            var charset = tag.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (charset < 0) continue;
            var value = tag[(charset + 7)..].TrimStart();
            if (value.IsEmpty || value[0] != '=') continue;
            value = value[1..].TrimStart(" \t\r\n\"'");
            var stop = value.IndexOfAny(NameEnd);
            var name = (stop < 0 ? value : value[..stop]).ToString();
            // A document that this can be read in is not UTF-16, whatever it says.
            if (name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)) return "utf-8";
            if (name.Length > 0) return name;
        }

        return null;
    }
}
