using System.Text;

namespace Webmail.Html.Links;

/// <summary>Alphabets of a host's labels (Unicode Technical Standard 39, section 5, as far as host names need it).</summary>
internal static class HostScripts
{
    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Hebrew,
        Arabic,
        Georgian,
        Cherokee,
        Thai,
        Kana,
        Hangul,
        Han,
        Bopomofo,
        Other,
    }

    /// <summary>True when one language could write it: one alphabet, or those that Japanese, Korean and Chinese use side by side with Latin.</summary>
    public static bool IsOneLanguage(string label)
    {
        var seen = new HashSet<Script>();
        foreach (var rune in label.EnumerateRunes())
        {
            if (ScriptOf(rune) is not Script.None and var script) seen.Add(script);
        }

        if (seen.Count <= 1) return true;
        seen.Remove(Script.Latin);
        return seen.IsSubsetOf([Script.Han, Script.Kana]) || seen.IsSubsetOf([Script.Han, Script.Hangul]) || seen.IsSubsetOf([Script.Han, Script.Bopomofo]);
    }

    private static Script ScriptOf(Rune rune)
    {
        // Marks and digits go with any alphabet; a Latin label with a foreign mark is caught by its skeleton.
        if (!Rune.IsLetter(rune)) return Script.None;
        return rune.Value switch
        {
            <= 0x02AF or (>= 0x1D00 and <= 0x1DBF) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) => Script.Latin,
            (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
            (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x2DE0 and <= 0x2DFF) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
            >= 0x0530 and <= 0x058F => Script.Armenian,
            >= 0x0590 and <= 0x05FF => Script.Hebrew,
            (>= 0x0600 and <= 0x06FF) or (>= 0x0750 and <= 0x077F) => Script.Arabic,
            (>= 0x10A0 and <= 0x10FF) or (>= 0x1C90 and <= 0x1CBF) => Script.Georgian,
            (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => Script.Cherokee,
            >= 0x0E00 and <= 0x0E7F => Script.Thai,
            (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) => Script.Kana,
            (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) => Script.Bopomofo,
            (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) or (>= 0xAC00 and <= 0xD7AF) => Script.Hangul,
            (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) => Script.Han,
            _ => Script.Other,
        };
    }
}
