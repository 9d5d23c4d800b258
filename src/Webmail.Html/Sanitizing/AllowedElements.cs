using System.Collections.Frozen;

namespace Webmail.Html.Sanitizing;

/// <summary>The elements that may be written. What is not listed is unwrapped: its text stays, it goes.</summary>
internal static class AllowedElements
{
    private static readonly FrozenSet<string> Kept = Set(
        "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em "
        + "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu nav ol p pre q rp rt ruby s samp "
        + "section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr");

    /// <summary>Held text is not for reading, or the element is another language. Not object, video and audio: what they hold is meant for readers that can't show them.</summary>
    private static readonly FrozenSet<string> Dropped = Set(
        "script style template title head meta link base svg math select datalist option optgroup iframe frame frameset noframes noembed embed param "
        + "source track area map input keygen bgsound basefont canvas xml isindex portal fencedframe progress meter menuitem");

    /// <summary>Boxes whose own meaning must go but which stand on lines of their own.</summary>
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["form"] = "div",
        ["fieldset"] = "div",
        ["legend"] = "div",
        ["dialog"] = "div",
        ["search"] = "div",
        ["marquee"] = "div",
        ["listing"] = "pre",
        ["xmp"] = "pre",
        ["plaintext"] = "pre",
        ["textarea"] = "pre",
        ["label"] = "span",
        ["button"] = "span",
        ["blink"] = "span",
        ["nobr"] = "span",
        ["output"] = "span",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Elements written without an end tag.</summary>
    private static readonly FrozenSet<string> Void = Set("br col hr img wbr");

    /// <summary>Elements in which nothing but table parts and white space may stand.</summary>
    private static readonly FrozenSet<string> TableParts = Set("table tbody thead tfoot tr colgroup");

    public static ElementTreatment For(string name, out string written)
    {
        written = name;
        if (Kept.Contains(name)) return ElementTreatment.Keep;
        if (Dropped.Contains(name)) return ElementTreatment.Drop;
        if (!Renamed.TryGetValue(name, out var other)) return ElementTreatment.Unwrap;
        written = other;
        return ElementTreatment.Keep;
    }

    public static bool IsVoid(string name) => Void.Contains(name);

    public static bool IsTablePart(string name) => TableParts.Contains(name);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
