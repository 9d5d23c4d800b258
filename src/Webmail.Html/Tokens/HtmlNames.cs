using System.Collections.Frozen;

namespace Webmail.Html.Tokens;

/// <summary>Kinds of element names that the scanner's users need (HTML standard, sections 13.1.2 and 13.2.6).</summary>
internal static class HtmlNames
{
    private static readonly FrozenSet<string> RawText = Set("script style title textarea xmp iframe noembed noframes plaintext");

    private static readonly FrozenSet<string> Void = Set(
        "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr");

    private static readonly FrozenSet<string> Formatting = Set("a b big code em font i nobr s small strike strong tt u");

    private static readonly FrozenSet<string> ClosesParagraph = Set(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        + "header hgroup hr li main menu nav ol p pre search section summary ul dd dt listing table plaintext xmp");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Set("a b br div font i img li p span strong style table tbody td th tr u ul center em h1 h2 h3 meta link script").GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsRawText(string name) => RawText.Contains(name);

    public static bool IsVoid(string name) => Void.Contains(name);

    public static bool IsFormatting(string name) => Formatting.Contains(name);

    public static bool ClosesOpenParagraph(string name) => ClosesParagraph.Contains(name);

    /// <summary>Lower case, without a new string for the names most mail is made of.</summary>
    public static string Lower(ReadOnlySpan<char> name)
    {
        if (Known.TryGetValue(name, out var known)) return known;
        Span<char> buffer = stackalloc char[32];
        if (name.Length > buffer.Length) return name[..buffer.Length].ToString().ToLowerInvariant();
        name.ToLowerInvariant(buffer);
        var lower = buffer[..name.Length];
        return Known.TryGetValue(lower, out known) ? known : lower.ToString();
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
