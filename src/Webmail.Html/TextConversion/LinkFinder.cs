using Webmail.Html.Sanitizing;

namespace Webmail.Html.TextConversion;

/// <summary>
/// Finds web and mail addresses in one line. Each word is looked at once and every candidate has a bounded length, so the time is linear; the pieces together
/// are always exactly the line.
/// </summary>
internal static class LinkFinder
{
    private const int MaxLinkChars = 2_048;
    private const int MaxLocalChars = 64;
    private const int MaxDomainChars = 253;

    public static IReadOnlyList<TextPiece> Split(string line)
    {
        if (line.Length == 0) return [];
        if (!MayHoldLink(line)) return [new TextRun(line)];
        var pieces = new List<TextPiece>();
        var plainFrom = 0;
        var at = 0;
        while (at < line.Length)
        {
            if (FindAt(line, at, plainFrom) is not { } found)
            {
                at++;
                continue;
            }
            if (found.Start > plainFrom) pieces.Add(new TextRun(line[plainFrom..found.Start]));
            pieces.Add(found.Link);
            at = plainFrom = found.End;
        }
        if (plainFrom < line.Length) pieces.Add(new TextRun(line[plainFrom..]));
        return pieces;
    }

    private static bool MayHoldLink(string line) =>
        line.Contains('@', StringComparison.Ordinal) || line.Contains("://", StringComparison.Ordinal) || line.Contains("www.", StringComparison.OrdinalIgnoreCase)
        || line.Contains("mailto:", StringComparison.OrdinalIgnoreCase);

    private static (int Start, int End, TextLink Link)? FindAt(string line, int at, int from) => line[at] switch
    {
        'h' or 'H' when Starts(line, at, "http://") || Starts(line, at, "https://") => Web(line, at, ""),
        'w' or 'W' when Starts(line, at, "www.") && IsBoundary(line, at) => Web(line, at, "https://"),
        'm' or 'M' when Starts(line, at, "mailto:") => Mailto(line, at),
        '@' => Address(line, at, from),
        _ => null,
    };

    private static bool Starts(string line, int at, string prefix) => line.AsSpan(at).StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsBoundary(string line, int at) => at == 0 || !(char.IsLetterOrDigit(line[at - 1]) || line[at - 1] is '.' or '@' or '/' or '-');

    private static (int, int, TextLink)? Web(string line, int at, string prefix)
    {
        var end = EndOfLink(line, at);
        var text = line[at..end];
        if (prefix.Length > 0 && (text.Length <= "www.".Length || !text.AsSpan("www.".Length).Contains('.'))) return null;
        return LinkTarget.Read(prefix + text) is { Host: { } host } target && host.Length > 1
            ? (at, end, new TextLink(text, target.Href, host))
            : null;
    }

    private static (int, int, TextLink)? Mailto(string line, int at)
    {
        var end = EndOfLink(line, at);
        var text = line[at..end];
        return text.Contains('@', StringComparison.Ordinal) && LinkTarget.Read(text) is { } target ? (at, end, new TextLink(text, target.Href, null)) : null;
    }

    private static (int, int, TextLink)? Address(string line, int at, int from)
    {
        var start = at;
        var first = Math.Max(from, at - MaxLocalChars);
        while (start > first && IsLocal(line[start - 1])) start--;
        while (start < at && line[start] is '.' or '-' or '\'') start++;
        var end = at + 1;
        var last = Math.Min(line.Length, at + 1 + MaxDomainChars);
        while (end < last && (char.IsLetterOrDigit(line[end]) || line[end] is '.' or '-')) end++;
        while (end > at + 1 && line[end - 1] is '.' or '-') end--;
        if (start == at || !IsDomain(line.AsSpan(at + 1, end - at - 1))) return null;
        var text = line[start..end];
        return LinkTarget.Read("mailto:" + text) is { } target ? (start, end, new TextLink(text, target.Href, null)) : null;
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%' or '\'' or '=' or '&' or '!' or '#' or '~';

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot > 2 && !char.IsAsciiDigit(domain[^1]) && !domain.Contains("..", StringComparison.Ordinal);
    }

    private static int EndOfLink(string line, int at)
    {
        var last = Math.Min(line.Length, at + MaxLinkChars);
        var end = at;
        Span<int> open = stackalloc int[3];
        while (end < last && !char.IsWhiteSpace(line[end]) && !char.IsControl(line[end]) && line[end] is not ('<' or '>' or '"' or '`' or '«' or '»' or '“' or '”' or '、' or '。' or '」' or '】'))
        {
            Count(line[end], open, 1);
            end++;
        }
        while (end > at && IsTrailing(line[end - 1], open))
        {
            Count(line[end - 1], open, -1);
            end--;
        }
        return end;
    }

    private static void Count(char c, Span<int> open, int sign)
    {
        var opens = "([{".IndexOf(c, StringComparison.Ordinal);
        var closes = ")]}".IndexOf(c, StringComparison.Ordinal);
        if (opens >= 0) open[opens] += sign;
        if (closes >= 0) open[closes] -= sign;
    }

    /// <summary>Punctuation belongs to the sentence; a closing bracket does unless the address opened it.</summary>
    private static bool IsTrailing(char c, Span<int> open)
    {
        if (c is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_' or '~' or '|') return true;
        var closes = ")]}".IndexOf(c, StringComparison.Ordinal);
        return closes >= 0 ? open[closes] < 0 : "([{".Contains(c, StringComparison.Ordinal);
    }
}
