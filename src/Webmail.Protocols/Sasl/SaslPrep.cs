using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>
/// SASLprep (RFC 4013): one form for names and passwords that look alike. The check of mixed directions (RFC 3454 section 6) is left
/// out, because .NET does not know the directions of characters; it only ever forbids, it changes nothing.
/// </summary>
internal static class SaslPrep
{
    /// <summary>The prepared string; null when it holds what is forbidden.</summary>
    public static string? Prepare(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.Contains('\u007F', StringComparison.Ordinal) ? null : text;
        }

        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD)
            {
                // Also what half a surrogate pair is read as.
                return null;
            }

            if (!IsMappedToNothing(rune.Value))
            {
                mapped.Append(IsSpace(rune) ? " " : rune.ToString());
            }
        }

        var prepared = mapped.ToString().Normalize(NormalizationForm.FormKC);
        foreach (var rune in prepared.EnumerateRunes())
        {
            if (IsForbidden(rune))
            {
                return null;
            }
        }

        return prepared;
    }

    // Table C.1.2; U+200B is in B.1 too and counts as a space there (RFC 4013 section 2.1).
    private static bool IsSpace(Rune rune) => rune.Value == 0x200B || (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator);

    // Table B.1.
    private static bool IsMappedToNothing(int value) =>
        value is 0x00AD or 0x034F or 0x1806 or (>= 0x180B and <= 0x180D) or 0x200C or 0x200D or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;

    // Tables C.2.1 to C.9, by category where the table is one.
    private static bool IsForbidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format => true,
        _ => rune.Value is 0x0340 or 0x0341 or (>= 0x2FF0 and <= 0x2FFB) or (>= 0xFFF9 and <= 0xFFFD) || (rune.Value & 0xFFFE) == 0xFFFE,
    };
}
