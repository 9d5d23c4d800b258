using System.Collections.Frozen;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// Shows, without reading the markup back, that every HTML parser reads it as the tree it was written from: no start tag of it closes, moves or adds anything
/// (HTML standard, section 13.2.6.4). A sufficient condition, with a pass over the tree instead of a second parse: what fails here may still be stable, and is read back.
/// </summary>
internal static class NestingProof
{
    private static readonly FrozenSet<string> ClosesParagraph = Set(
        "address article aside blockquote center details dir div dl figcaption figure footer header hgroup main menu nav ol p section summary ul h1 h2 h3 h4 h5 h6 pre li dd dt table hr");

    /// <summary>Elements at which the search for an open item of a list ends (section 13.2.4.2, "special", without address, div and p).</summary>
    private static readonly FrozenSet<string> EndsItemSearch = Set(
        "article aside blockquote center details dir dl figcaption figure footer header hgroup main menu nav ol section summary ul h1 h2 h3 h4 h5 h6 pre table td th caption");

    /// <summary>Children that the parser adds in nothing, for each part of a table.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Parts = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["table"] = Set("caption colgroup thead tbody tfoot"),
        ["thead"] = Set("tr"),
        ["tbody"] = Set("tr"),
        ["tfoot"] = Set("tr"),
        ["tr"] = Set("td th"),
        ["colgroup"] = Set("col"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> OnlyInParts = Set("caption colgroup thead tbody tfoot tr td th col");

    /// <summary>Rules of their own, too rare to be worth a proof.</summary>
    private static readonly FrozenSet<string> NotLookedAt = Set("ruby rt rp");

    public static bool Holds(SafeElement root, string sheet) => !sheet.AsSpan().ContainsAny('<', '\r', '\0') && Holds(root, new Open());

    private static bool Holds(SafeElement element, Open open)
    {
        if (!HasOneOfEach(element) || NotLookedAt.Contains(element.Name) || !Enter(element.Name, ref open)) return false;
        Parts.TryGetValue(element.Name, out var parts);
        foreach (var child in element.Children)
        {
            if (child is SafeText { Text: var text })
            {
                if (text.AsSpan().ContainsAny('\r', '\0') || (parts is not null && text.AsSpan().ContainsAnyExcept(" \t\n"))) return false;
                continue;
            }

            var inner = (SafeElement)child;
            if (parts is null ? OnlyInParts.Contains(inner.Name) : !parts.Contains(inner.Name)) return false;
            if (IsHeading(element.Name) && IsHeading(inner.Name)) return false;
            if (!Holds(inner, open)) return false;
        }

        return true;
    }

    /// <summary>What is open inside this element; false when its start tag would close something first.</summary>
    private static bool Enter(string name, ref Open open)
    {
        if (open.Paragraph && ClosesParagraph.Contains(name)) return false;
        if (open.Link && name == "a") return false;
        if ((open.Item && name == "li") || (open.Term && name is "dd" or "dt")) return false;
        if (EndsItemSearch.Contains(name)) open.Item = open.Term = false;
        switch (name)
        {
            case "p": open.Paragraph = true; break;
            case "a": open.Link = true; break;
            case "li": (open.Item, open.Term) = (true, false); break;
            case "dd" or "dt": (open.Item, open.Term) = (false, true); break;
            case "table": open.Paragraph = false; break;
            case "td" or "th" or "caption": (open.Paragraph, open.Link) = (false, false); break;
        }

        return true;
    }

    private static bool HasOneOfEach(SafeElement element)
    {
        var attributes = element.Attributes;
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Value.AsSpan().ContainsAny('\r', '\0')) return false;
            for (var j = 0; j < i; j++)
            {
                if (attributes[j].Key == attributes[i].Key) return false;
            }
        }

        return true;
    }

    private static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private struct Open
    {
        /// <summary>A p in button scope.</summary>
        public bool Paragraph;

        /// <summary>An a behind the last marker of the list of formatting elements.</summary>
        public bool Link;

        /// <summary>A li that the next li would close; so for <see cref="Term"/> and dd, dt.</summary>
        public bool Item;
        public bool Term;
    }
}
