using System.Buffers;
using System.Text;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// Reads an address as a browser does (URL standard: white space at the ends and tabs and line ends anywhere don't count, "\" is "/", any number of
/// slashes follows the scheme) and writes it in the one form that everyone reads alike.
/// </summary>
internal static class LinkTarget
{
    private const int MaxChars = 8 * 1024;

    private static readonly SearchValues<char> Encoded = SearchValues.Create(" \"'<>`\\{}|^\u007F");

    private static readonly char[] EndSpace = [.. Enumerable.Range(0, 33).Select(code => (char)code)];

    /// <summary>The target as it may be written, with the host of an http(s) one; null when its scheme is not listed or it is relative.</summary>
    public static (string Href, string? Host)? Read(string raw)
    {
        if (raw.Length > MaxChars) return null;
        var text = Clean(raw);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("\\\\", StringComparison.Ordinal)) return Web("https", text);
        if (colon <= 0) return null;
        var rest = text[(colon + 1)..];
        return text[..colon].ToLowerInvariant() switch
        {
            "http" => Web("http", rest),
            "https" => Web("https", rest),
            "mailto" => ("mailto:" + Encode(rest), null),
            "tel" => Telephone(rest),
            _ => null,
        };
    }

    private static (string Href, string? Host)? Web(string scheme, string rest)
    {
        rest = rest.TrimStart('/', '\\');
        var end = rest.AsSpan().IndexOfAny("/\\?#");
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        var host = HostOf(authority);
        if (host is null) return null;
        var query = tail.AsSpan().IndexOfAny('?', '#');
        var path = query < 0 ? tail : tail[..query];
        var suffix = query < 0 ? "" : tail[query..];
        return ($"{scheme}://{Encode(authority)}{Encode(path.Replace('\\', '/'))}{Encode(suffix)}", host);
    }

    private static string? HostOf(string authority)
    {
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host.IndexOf(']', colon) < 0) host = host[..colon];
        if (host.Length is 0 or > 253) return null;
        foreach (var c in host)
        {
            if (c <= ' ' || c is '%' || Encoded.Contains(c) || IsDirection(c)) return null;
        }
        return host.ToLowerInvariant();
    }

    private static (string Href, string? Host)? Telephone(string number)
    {
        foreach (var c in number)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.' or '(' or ')' or ' ' or '*' or '#' or ';' or '=' or '%')) return null;
        }
        return ("tel:" + Encode(number), null);
    }

    private static string Clean(string raw)
    {
        var text = new StringBuilder(raw.Length);
        foreach (var c in raw.AsSpan().Trim(EndSpace))
        {
            if (c is not ('\t' or '\n' or '\r')) text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>Marks, embeddings, overrides and isolates (Unicode Bidirectional Algorithm, section 2): no host has one, and in a path they make it read as another.</summary>
    private static bool IsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Percent-encodes what a browser would, and the quotes and brackets that other readers trip over.</summary>
    private static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAny(Encoded) && !text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\u061C', '\u2069')) return text;
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c <= ' ' || Encoded.Contains(c))
                encoded.Append('%').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else if (IsDirection(c)) encoded.Append(Uri.EscapeDataString(c.ToString()));
            else encoded.Append(c);
        }
        return encoded.ToString();
    }
}
