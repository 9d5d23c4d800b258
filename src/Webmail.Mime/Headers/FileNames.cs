using System.Globalization;
using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>
/// File names that may be offered for download. The sender's name is only a wish: paths, control and direction characters and reserved
/// names go, and the real ending stays visible.
/// </summary>
public static class FileNames
{
    /// <summary>Characters of a cleaned name. Common file systems take 255 bytes; four bytes a character would still fit in 240 of them.</summary>
    public const int MaxLength = 120;

    // The ending keeps this much when a name is cut.
    private const int MaxEnding = 20;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>A safe name for <paramref name="name"/>; <paramref name="fallback"/> where nothing of it is left.</summary>
    /// <param name="name">As the sender wrote it, decoded.</param>
    public static string Clean(string? name, string fallback = "attachment")
    {
        if (string.IsNullOrEmpty(name)) return fallback;
        var text = LastSegment(WellFormed(name));
        var kept = new StringBuilder(Math.Min(text.Length, 1024));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length >= 1024) break;
            if (Keeps(rune)) kept.Append(rune.ToString());
            else if (IsSpace(rune) && kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
        }

        // A trailing dot or space is dropped by Windows, which would bring another ending to light.
        var clean = kept.ToString().Normalize(NormalizationForm.FormC).Trim().TrimEnd('.', ' ').TrimStart(' ');
        clean = clean.TrimStart('.') is { Length: > 0 } bare ? (clean.Length == bare.Length ? clean : "_" + clean) : "";
        if (clean.Length == 0) return fallback;
        clean = Cut(clean);
        var stem = clean.AsSpan(0, clean.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : clean.Length).TrimEnd();
        return Reserved.Contains(stem.ToString()) ? "_" + clean : clean;
    }

    private static string WellFormed(string name)
    {
        var bounded = name.Length <= 4096 ? name : name[^4096..];
        return new string(bounded.EnumerateRunes().SelectMany(r => r.ToString()).ToArray());
    }

    private static string LastSegment(string name)
    {
        var start = name.AsSpan().TrimEnd("/\\ \t\r\n").LastIndexOfAny('/', '\\') + 1;
        return name[start..].TrimEnd('/', '\\', ' ', '\t', '\r', '\n');
    }

    // Direction marks and invisible characters make "exe.pdf" out of "fdp.exe"; the others mean something to a shell or file system.
    private static bool Keeps(Rune rune)
    {
        if (rune.Value is '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*' or 0xFFFD) return false;
        if (rune.Value is ' ') return true;
        if (rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or >= 0xFE00 and <= 0xFE0F or >= 0xE0000 and <= 0xE0FFF) return false;
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    private static string Cut(string name)
    {
        if (name.Length <= MaxLength) return name;
        var dot = name.LastIndexOf('.');
        var ending = dot > 0 && name.Length - dot <= MaxEnding ? name[dot..] : "";
        var stem = name.AsSpan(0, MaxLength - ending.Length);
        if (char.IsHighSurrogate(stem[^1])) stem = stem[..^1];
        return string.Concat(stem.TrimEnd(" ."), ending);
    }
}
