using System.Text;

namespace Webmail.Protocols.Net;

/// <summary>
/// The authorization in a signed IMAP URL (<c>;URLAUTH=submit+ann:internal:TOKEN</c>, RFC 4467): whoever has it reads what the URL names. It is struck out wherever such a URL
/// could be written down, whoever says it.
/// </summary>
internal static class UrlToken
{
    private const string Name = "URLAUTH=";

    /// <summary>The token alone; empty for a URL without.</summary>
    public static string Of(string url) => Find(url, 0) is { } start ? url[Math.Max(start, url.LastIndexOf(':') + 1)..] : "";

    /// <summary>The text without the tokens of the URLs in it.</summary>
    public static string Strike(string text)
    {
        StringBuilder? clean = null;
        var kept = 0;
        while (Find(text, kept) is { } start)
        {
            (clean ??= new StringBuilder(text.Length)).Append(text, kept, start - kept).Append("***");
            kept = start;
            while (kept < text.Length && IsInside(text[kept])) kept++;
        }

        return clean is null ? text : clean.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>The same for octets.</summary>
    public static ReadOnlySpan<byte> Strike(ReadOnlySpan<byte> octets)
    {
        if (!octets.Contains((byte)'=')) return octets;
        var text = Encoding.Latin1.GetString(octets);
        var clean = Strike(text);
        return ReferenceEquals(text, clean) ? octets : Encoding.Latin1.GetBytes(clean);
    }

    // Where mechanism and token begin: after the colon that ends who may read (no name in a URL holds one, RFC 5092).
    private static int? Find(string text, int from)
    {
        for (var at = text.IndexOf(Name, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Name, at, StringComparison.OrdinalIgnoreCase))
        {
            at += Name.Length;
            while (at < text.Length && IsInside(text[at]) && text[at] != ':') at++;
            if (at + 1 < text.Length && text[at] == ':' && IsInside(text[at + 1])) return at + 1;
        }

        return null;
    }

    private static bool IsInside(char c) => c is > ' ' and < '\x7F' and not ('"' or '<' or '>' or '(' or ')' or ',');
}
