using System.Buffers;
using System.Text;

namespace Webmail.Mail.Reading;

/// <summary>The charset an HTML document names in itself, for parts whose header names none (HTML standard, "prescan a byte stream", simplified).</summary>
internal static class MetaCharset
{
    /// <summary>As far as browsers look.</summary>
    private const int Prescan = 1024;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\"';/>");

    public static string? Find(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html[..Math.Min(html.Length, Prescan)]);
        for (var meta = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); meta >= 0; meta = head.IndexOf("<meta", meta + 5, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', meta);
            var tag = end < 0 ? head[meta..] : head[meta..end];
            var at = tag.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var value = tag.AsSpan(at + "charset".Length).TrimStart();
            if (value.IsEmpty || value[0] != '=') continue;
            value = value[1..].TrimStart(" \t\"'");
            var stop = value.IndexOfAny(Ends);
            return (stop < 0 ? value : value[..stop]).ToString();
        }

        return null;
    }
}
