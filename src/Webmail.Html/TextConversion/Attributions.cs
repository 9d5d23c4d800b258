using System.Text.RegularExpressions;

namespace Webmail.Html.TextConversion;

/// <summary>Finds the lines that introduce a quote ("On Monday, Ann wrote:"), as mail programs write them in their languages: up to three lines right before the quote.</summary>
internal static partial class Attributions
{
    private const int MaxLines = 3;

    /// <summary>Longer ones are sentences of the writer.</summary>
    private const int MaxChars = 400;

    public static List<TextBlock> Mark(List<TextBlock> blocks)
    {
        var marked = new List<TextBlock>(blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var introduces = i + 1 < blocks.Count && blocks[i + 1].QuoteDepth > block.QuoteDepth && block.Kind is TextBlockKind.Text or TextBlockKind.Quote;
            var from = introduces ? Start(block.Source) : -1;
            if (from < 0)
            {
                marked.Add(block);
                continue;
            }

            if (from > 0) marked.Add(new TextBlock(block.Kind, block.QuoteDepth, [.. block.Source.Take(from)]));
            marked.Add(new TextBlock(TextBlockKind.Attribution, block.QuoteDepth, [.. block.Source.Skip(from)]));
        }

        return marked;
    }

    /// <summary>The index of its first line; -1 when the block does not end in one.</summary>
    private static int Start(IReadOnlyList<SourceLine> lines)
    {
        var end = lines.Count;
        while (end > 0 && lines[end - 1].IsBlank) end--;
        // One blank line may stand between; after two it is another matter.
        if (end == 0 || lines.Count - end > 1) return -1;
        var text = "";
        var found = -1;
        for (var from = end - 1; from >= Math.Max(0, end - MaxLines) && !lines[from].IsBlank; from--)
        {
            text = lines[from].Text().Trim() + (text.Length == 0 ? "" : " " + text);
            if (text.Length > MaxChars) break;
            if (IsWhole(text)) found = from;
        }

        return found;
    }

    private static bool IsWhole(string text) =>
        text.Length > 6 && (text[^1] is ':' or '：' or '>' or '道') && Verb().IsMatch(text) && (text.Contains('@', StringComparison.Ordinal) || text.Any(char.IsDigit) || Opening().IsMatch(text))
        && (text[^1] != '>' || text.Contains('@', StringComparison.Ordinal));

    /// <summary>"wrote" in the languages that mail programs speak.</summary>
    [GeneratedRegex(
        @"\b(wrote|writes|said|schrieb|geschrieben|a écrit|écrivait|écrit|escribió|escribio|va escriure|ha scritto|scrive|escreveu|schreef|heeft .{0,80}geschreven|skrev|skrifaði|kirjoitti|kirjutas|napisał|napisała|napisał\(a\)|pisze|napsal|napsala|napísal|napísala|napisao|napisala|je napisal|написал|написала|пишет|писал|написа|напісаў|написав|írta|ezt írta|yazdı|έγραψε|a scris|rašė|rakstīja|shkroi|viết|đã viết|menulis|sumulat|aliandika|idatzi du|escribiu|ysgrifennodd|scríobh)\b|כתב|كتب|نوشت|लिखा|লিখেছেন|เขียน|写道|寫道|のメール|書きました|の発言|からのメッセージ|작성|님이 쓴 글|დაწერა|գրել է",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();

    /// <summary>Words such lines begin with where they carry no date: "Ann Example wrote:".</summary>
    [GeneratedRegex(@"^(\p{Lu}[\p{L}.'’-]*\s+){1,4}\p{Ll}+(\s\p{L}+)?\s*:$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opening();
}
