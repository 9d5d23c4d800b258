using System.Globalization;
using System.Text;

namespace Webmail.Html.TextConversion;

/// <summary>
/// Which way a text runs, by its first strong character (UAX #9, rules P2 and P3). Said by us once: a browser that is left to find out (<c>dir=auto</c>) asks the whole
/// text again for every piece that is added, and a table of numbers, where it finds nothing, takes half a minute.
/// </summary>
public enum TextDirection
{
    /// <summary>As in Latin script.</summary>
    LeftToRight,

    /// <summary>As in Hebrew and Arabic.</summary>
    RightToLeft,
}

/// <summary>Reads directions.</summary>
public static class TextDirections
{
    private const int LeftToRightMark = 0x200E;
    private const int RightToLeftMark = 0x200F;
    private const int ArabicLetterMark = 0x061C;

    /// <summary>The direction of the first letter or mark that has one; null for a text of digits, signs and spaces only. Linear, allocates nothing.</summary>
    public static TextDirection? FirstStrong(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x80)
            {
                if (char.IsAsciiLetter((char)rune.Value)) return TextDirection.LeftToRight;
            }
            else if (rune.Value == LeftToRightMark)
            {
                return TextDirection.LeftToRight;
            }
            else if (rune.Value is RightToLeftMark or ArabicLetterMark)
            {
                return TextDirection.RightToLeft;
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber)
            {
                return RunsLeft(rune.Value) ? TextDirection.RightToLeft : TextDirection.LeftToRight;
            }
        }
        return null;
    }

    /// <summary>The value of a <c>dir</c> attribute.</summary>
    public static string Attribute(this TextDirection direction) => direction == TextDirection.RightToLeft ? "rtl" : "ltr";

    // The blocks whose letters are R or AL (DerivedBidiClass.txt): Hebrew to Arabic Extended-A, their presentation forms, and the old scripts of the supplementary plane.
    private static bool RunsLeft(int letter) => letter is >= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFF or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF;
}
