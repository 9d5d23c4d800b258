using System.Globalization;
using System.Text;

namespace Webmail.Mail.Reading;

/// <summary>
/// A domain as people may see it: readable where one script is used, in its ASCII form where it could pass for another
/// (mixed scripts in a label, or a label made only of letters that look like Latin ones).
/// </summary>
internal static class DomainText
{
    // Cyrillic and Greek letters drawn like Latin ones.
    private const string LatinLookalikes = "асԁеһіјӏорԛѕԝхуүгпкмтнвзαοινυρτκ";

    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        EastAsian,
        Other,
    }

    public static string Of(string domain)
    {
        if (Ascii.IsValid(domain) && !domain.Contains("xn--", StringComparison.OrdinalIgnoreCase)) return domain;
        try
        {
            var ascii = Idn.GetAscii(domain);
            var readable = Idn.GetUnicode(ascii);
            var labels = readable.Split('.');
            // Under a top-level domain in its own script nobody takes a name for a Latin one.
            return labels.All(label => IsPlain(label, Ascii.IsValid(labels[^1]))) ? readable : ascii;
        }
        catch (ArgumentException)
        {
            return domain; // no domain name at all: shown as it is, cleaned by the caller
        }
    }

    private static bool IsPlain(string label, bool underLatin)
    {
        if (Ascii.IsValid(label)) return true;
        var scripts = label.EnumerateRunes().Select(ScriptOf).Where(script => script != Script.None).Distinct().ToList();
        if (scripts.Count == 1) return !underLatin || !label.All(c => LatinLookalikes.Contains(c, StringComparison.Ordinal) || c is '-' or (>= '0' and <= '9'));
        return scripts.Count == 0 || (scripts.Count == 2 && scripts.Contains(Script.Latin) && scripts.Contains(Script.EastAsian));
    }

    private static Script ScriptOf(Rune rune)
    {
        if (!Rune.IsLetter(rune)) return Script.None;
        return rune.Value switch
        {
            <= 0x024F or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
            (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
            >= 0x0400 and <= 0x052F => Script.Cyrillic,
            (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0x20000 and <= 0x3FFFF) => Script.EastAsian,
            _ => Script.Other,
        };
    }
}
