using System.Text;

namespace Webmail.Html.TextConversion;

/// <summary>Folds white space and the invisible fillers that newsletters pad their previews with.</summary>
internal static class OneLine
{
    public static string Fold(string text, int maxChars)
    {
        var line = new StringBuilder(Math.Min(text.Length, maxChars));
        foreach (var c in text)
        {
            if (c is '\u200B' or '\u200C' or '\u200D' or '\u034F' or '\u00AD' or '\uFEFF' or '\u2060' or '\u2007' or '\u180E') continue;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            if (line.Length >= maxChars) break;
        }
        if (line.Length > 0 && char.IsHighSurrogate(line[^1])) line.Length--;
        return line.ToString().TrimEnd();
    }
}
