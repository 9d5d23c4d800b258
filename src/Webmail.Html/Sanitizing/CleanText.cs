using System.Text;

namespace Webmail.Html.Sanitizing;

/// <summary>Takes out of text what would not survive being written and read again: control characters, carriage returns, halves of surrogate pairs.</summary>
internal static class CleanText
{
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r') clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (c == '\f') clean.Append(' ');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) clean.Append('\uFFFD');
            else if (c >= ' ' || c is '\t' or '\n') clean.Append(c);
        }
        return clean.ToString();
    }

    private static bool IsClean(ReadOnlySpan<char> text) =>
        !text.ContainsAnyInRange('\0', '\u0008') && !text.ContainsAnyInRange('\u000B', '\u001F') && !text.ContainsAnyInRange('\uD800', '\uDFFF');
}
