namespace Webmail.Html.TextConversion;

/// <summary>
/// Cuts plain text into blocks of one quote depth, with signature and folding marked (RFC 3676 for flowed text and quote marks). Linear; the text is
/// referred to, not copied. The result is data for components: nothing here makes HTML.
/// </summary>
public static class PlainText
{
    /// <summary>Deeper quotes count as this deep: more can't be told apart on a screen.</summary>
    public const int MaxQuoteDepth = 20;

    /// <summary>Lines of one block: longer runs are cut so that a page can show some blocks of 5 MB and not all.</summary>
    public const int MaxLinesPerBlock = 100;

    /// <summary>Longer lines are cut, or one line would be one element of megabytes.</summary>
    public const int MaxLineChars = 8_192;

    private const string SignatureMark = "-- ";

    /// <summary>Reads a whole text part.</summary>
    public static TextDocument Read(string text, PlainTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        var collector = new TextBlockCollector();
        var at = 0;
        while (at < text.Length) at = ReadLine(text, at, options, collector);
        return new TextDocument(TextFolding.Mark(Attributions.Mark(collector.Finish())));
    }

    private static int ReadLine(string text, int at, PlainTextOptions options, TextBlockCollector collector)
    {
        var next = EndOfLine(text, at, out var end);
        var depth = QuoteDepth(text, at, end, options.Flowed, out var start);
        var isMark = IsSignatureMark(text, start, end);
        if (!options.Flowed || isMark || !IsFlowed(text, start, end))
        {
            Add(text, start, end, depth, isMark, collector);
            return next;
        }
        List<(int, int)>? more = null;
        var firstEnd = options.DelSp ? end - 1 : end;
        var chars = end - start;
        var flows = true;
        while (flows && next < text.Length && chars < MaxLineChars)
        {
            var following = EndOfLine(text, next, out var lineEnd);
            if (QuoteDepth(text, next, lineEnd, true, out var lineStart) != depth || IsSignatureMark(text, lineStart, lineEnd)) break;
            flows = IsFlowed(text, lineStart, lineEnd);
            more ??= [];
            more.Add((lineStart, flows && options.DelSp ? lineEnd - 1 : lineEnd));
            chars += lineEnd - lineStart;
            next = following;
        }
        collector.Add(new SourceLine(text, start, firstEnd, more), depth, isSignatureMark: false);
        return next;
    }

    private static void Add(string text, int start, int end, int depth, bool isMark, TextBlockCollector collector)
    {
        do
        {
            var cut = Math.Min(end, start + MaxLineChars);
            if (cut < end && char.IsHighSurrogate(text[cut - 1])) cut--;
            collector.Add(new SourceLine(text, start, cut), depth, isMark);
            start = cut;
        }
        while (start < end);
    }

    private static int EndOfLine(string text, int at, out int end)
    {
        var found = text.AsSpan(at).IndexOfAny('\r', '\n');
        end = found < 0 ? text.Length : at + found;
        if (end == text.Length) return end;
        return text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    /// <summary>Counts the marks; outside flowed text a space may stand between them ("> > text").</summary>
    private static int QuoteDepth(string text, int at, int end, bool flowed, out int start)
    {
        var depth = 0;
        start = at;
        for (var i = at; i < end; i++)
        {
            if (text[i] == '>') start = i + 1;
            else if (flowed || text[i] != ' ' || start != i || depth == 0) break;
            if (text[i] == '>') depth++;
        }
        // One space after the marks belongs to them; in flowed text it is the stuffing of any line.
        if ((depth > 0 || flowed) && start < end && text[start] == ' ' && !(depth == 0 && IsSignatureMark(text, start, end))) start++;
        return Math.Min(depth, MaxQuoteDepth);
    }

    private static bool IsFlowed(string text, int start, int end) => end > start && text[end - 1] == ' ';

    private static bool IsSignatureMark(string text, int start, int end) =>
        text.AsSpan(start, end - start) is SignatureMark or "--";
}
