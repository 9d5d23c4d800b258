using System.Collections.Frozen;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// Keeps attributes that nobody reads out of AngleSharp's tree: its elements act on some (a link's rel made it throw on an odd href), and all cost memory.
/// Those that steer the parser itself stay (type of input, encoding of annotation-xml, face of font).
/// </summary>
internal sealed class AttributeFilter(RemoteContentCounter remote)
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Read = (
        "id class style dir lang title role aria-label aria-hidden background width height border cellpadding cellspacing align bgcolor rules frame "
        + "colspan rowspan nowrap scope span valign color face size noshade start reversed value type clear alt hspace vspace open datetime media text link "
        + "encoding").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Attributes of dropped elements whose target a browser would load.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Loading =
        "src srcset poster data".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public bool Keeps(ref StructHtmlToken tag, ReadOnlyMemory<char> attribute)
    {
        var name = attribute.Span;
        if (Read.Contains(name)) return true;
        var element = tag.Name.Memory.Span;
        if (Is(name, "href")) return Is(element, "a") || Is(element, "link");
        if (Is(name, "name")) return Is(element, "a");
        if (Is(name, "src") && (Is(element, "img") || Is(element, "image"))) return true;
        if (Loading.Contains(name)) remote.Others++;
        return false;
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
