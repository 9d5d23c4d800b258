using System.Globalization;
using System.Text;

namespace Webmail.Mail.Reading;

/// <summary>
/// Text of a mail's header as it may stand in our interface: no control characters, and nothing invisible that turns the
/// direction of what follows or hides letters. The joiners that scripts and emoji need stay.
/// </summary>
internal static class CleanText
{
    /// <summary>Characters kept of one header value: more than any screen shows; a 10 MB subject must not travel over the circuit.</summary>
    internal const int MaxLength = 2000;

    public static string Of(string text)
    {
        if (text.Length <= MaxLength && !NeedsWork(text)) return text;
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength) break;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (!IsInvisible(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }

    private static bool NeedsWork(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~') return true;
        }

        return text.Length > 0 && (text[0] == ' ' || text[^1] == ' ');
    }

    private static bool IsInvisible(Rune rune) => rune.Value switch
    {
        0x200C or 0x200D => false, // joiners: Persian, Indic scripts, emoji
        >= 0xE0020 and <= 0xE007F => false, // the tags of regional flags
        0x115F or 0x1160 or 0x3164 or 0xFFA0 => true, // fillers that draw nothing
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };
}
