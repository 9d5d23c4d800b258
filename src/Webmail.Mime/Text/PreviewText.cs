using System.Globalization;
using System.Text;

namespace Webmail.Mime.Text;

/// <summary>The first words of a plain text, for a list row: without quotes, attribution lines, signatures, rules of signs and long links.</summary>
public static class PreviewText
{
    /// <summary>As much text as is looked at; a preview is found in the first kilobytes or not at all.</summary>
    private const int MaxInput = 16 * 1024;

    /// <param name="length">Characters at most; cut at a word.</param>
    public static string Of(string text, int length = 200)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var output = new StringBuilder(length + 16);
        foreach (var raw in text.AsSpan(0, Math.Min(text.Length, MaxInput)).EnumerateLines())
        {
            if (raw is "-- " or "--") break;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '>' || IsRule(line) || IsAttribution(line)) continue;
            foreach (var word in line.Split(' ')) Append(line[word], output);
            if (output.Length > length) break;
        }

        return Cut(output, length);
    }

    private static void Append(ReadOnlySpan<char> word, StringBuilder output)
    {
        if (word.IsEmpty) return;
        if (word.Length > 40 && (word.Contains("://", StringComparison.Ordinal) || word.StartsWith("<http", StringComparison.OrdinalIgnoreCase))) return;
        if (output.Length > 0) output.Append(' ');
        foreach (var rune in word.EnumerateRunes())
        {
            // Invisible padding is how newsletters push the next line out of a preview.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control || rune.Value is 0x034F or 0x2800 or 0x3164 or 0xFFFD) continue;
            output.Append(rune.ToString());
        }

        if (output.Length > 0 && output[^1] == ' ') output.Length--;
    }

    private static bool IsRule(ReadOnlySpan<char> line)
    {
        if (line.Length < 3) return false;
        foreach (var c in line)
        {
            if (char.IsLetterOrDigit(c)) return false;
        }

        return true;
    }

    private static bool IsAttribution(ReadOnlySpan<char> line) => line[^1] == ':' && line.Contains('@') && line.ContainsAnyInRange('0', '9');

    private static string Cut(StringBuilder text, int length)
    {
        if (text.Length <= length) return text.ToString();
        var head = text.ToString(0, length);
        var space = head.LastIndexOf(' ');
        if (space > length / 2) head = head[..space];
        else if (char.IsHighSurrogate(head[^1])) head = head[..^1];
        return head.TrimEnd(' ', ',', ';', ':') + "…";
    }
}
