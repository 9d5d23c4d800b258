namespace Webmail.Html.Tokens;

/// <summary>Attributes of one scanned tag.</summary>
internal static class HtmlAttributeReader
{
    /// <summary>The index after the attribute that starts at <paramref name="at"/>.</summary>
    public static int Skip(ReadOnlySpan<char> html, int at)
    {
        Split(html, at, out _, out _, out var next);
        return next;
    }

    /// <summary>The raw value of an attribute of a start tag, entities not decoded; null when it is not there.</summary>
    public static string? Find(ReadOnlySpan<char> tag, string name)
    {
        var at = 1;
        while (at < tag.Length && !HtmlScanner.IsSpace(tag[at]) && tag[at] is not ('>' or '/')) at++;
        while (at < tag.Length && tag[at] != '>')
        {
            if (HtmlScanner.IsSpace(tag[at]) || tag[at] == '/')
            {
                at++;
                continue;
            }
            Split(tag, at, out var foundName, out var value, out at);
            if (tag[foundName].Equals(name, StringComparison.OrdinalIgnoreCase)) return tag[value].ToString();
        }
        return null;
    }

    private static void Split(ReadOnlySpan<char> html, int at, out Range name, out Range value, out int next)
    {
        var start = at;
        at++;
        while (at < html.Length && !HtmlScanner.IsSpace(html[at]) && html[at] is not ('=' or '>' or '/')) at++;
        name = start..at;
        value = at..at;
        var equals = at;
        while (equals < html.Length && HtmlScanner.IsSpace(html[equals])) equals++;
        next = at;
        if (equals >= html.Length || html[equals] != '=') return;
        at = equals + 1;
        while (at < html.Length && HtmlScanner.IsSpace(html[at])) at++;
        if (at < html.Length && html[at] is '"' or '\'')
        {
            var close = html[(at + 1)..].IndexOf(html[at]);
            var end = close < 0 ? html.Length : at + 1 + close;
            value = (at + 1)..end;
            next = Math.Min(end + 1, html.Length);
            return;
        }
        var valueStart = at;
        while (at < html.Length && !HtmlScanner.IsSpace(html[at]) && html[at] != '>') at++;
        value = valueStart..at;
        next = at;
    }
}
