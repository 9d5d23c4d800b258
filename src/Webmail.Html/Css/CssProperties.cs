using System.Collections.Frozen;
using static Webmail.Html.Css.CssValueKinds;

namespace Webmail.Html.Css;

/// <summary>
/// The properties that may stay, and what their values may be made of. Left out on purpose: position and its offsets, z-index,
/// content, cursor, filter, mask, clip, transform, animation, transition, behavior, custom properties, and all that is unknown.
/// </summary>
internal static class CssProperties
{
    private static readonly FrozenDictionary<string, CssValueKinds> Kinds = Table();

    /// <summary>Properties whose keywords are listed because others would do harm or break the frame.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Keywords = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["display"] = Set("block inline inline-block none table inline-table table-row table-row-group table-header-group table-footer-group "
            + "table-cell table-column table-column-group table-caption list-item flex inline-flex grid inline-grid flow-root inherit initial unset"),
        ["unicode-bidi"] = Set("normal embed isolate plaintext inherit initial unset"),
        ["overflow"] = Set("visible hidden auto clip inherit initial unset"),
        ["overflow-x"] = Set("visible hidden auto clip inherit initial unset"),
        ["overflow-y"] = Set("visible hidden auto clip inherit initial unset"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryGet(string name, out CssValueKinds kinds) => Kinds.TryGetValue(name, out kinds);

    public static bool AllowsKeyword(string property, string keyword) =>
        !Keywords.TryGetValue(property, out var listed) || listed.Contains(keyword);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, CssValueKinds> Table()
    {
        var table = new Dictionary<string, CssValueKinds>(StringComparer.Ordinal);
        void Add(CssValueKinds kinds, string names)
        {
            foreach (var name in names.Split(' ')) table.Add(name, kinds);
        }
        Add(Keyword, "display visibility float clear overflow overflow-x overflow-y box-sizing table-layout border-collapse caption-side empty-cells "
            + "text-align text-align-last text-transform text-decoration-line text-decoration-style white-space word-break word-wrap overflow-wrap hyphens "
            + "text-overflow line-break direction unicode-bidi font-style font-variant font-stretch list-style-type list-style-position list-style "
            + "background-repeat background-clip background-origin background-attachment object-fit flex-direction flex-wrap flex-flow "
            + "align-items align-content align-self justify-content justify-items justify-self place-items place-content page-break-inside "
            + "page-break-before page-break-after break-inside break-before break-after border-style border-top-style border-right-style "
            + "border-bottom-style border-left-style outline-style writing-mode font-kerning text-rendering "
            + "column-fill column-span");
        Add(Length, "width height min-width min-height max-width max-height margin margin-top margin-right margin-bottom margin-left "
            + "margin-inline margin-inline-start margin-inline-end margin-block margin-block-start margin-block-end "
            + "padding padding-top padding-right padding-bottom padding-left padding-inline padding-inline-start padding-inline-end "
            + "padding-block padding-block-start padding-block-end border-spacing border-width border-top-width border-right-width "
            + "border-bottom-width border-left-width outline-width outline-offset border-top-left-radius border-top-right-radius "
            + "border-bottom-left-radius border-bottom-right-radius font-size font-weight line-height letter-spacing word-spacing text-indent "
            + "vertical-align tab-size opacity object-position background-position background-position-x background-position-y "
            + "order flex flex-grow flex-shrink flex-basis gap row-gap column-gap columns column-count column-width orphans widows "
            + "text-decoration-thickness text-underline-offset -webkit-text-size-adjust text-size-adjust");
        Add(Length | Slash, "border-radius aspect-ratio grid-row grid-column");
        Add(Length | Comma, "background-size grid-template-columns grid-template-rows");
        Add(Color, "color background-color border-color border-top-color border-right-color border-bottom-color border-left-color outline-color "
            + "text-decoration-color column-rule-color -webkit-text-fill-color");
        Add(Color | Length, "border border-top border-right border-bottom border-left border-inline border-inline-start border-inline-end "
            + "outline text-decoration column-rule");
        Add(Color | Length | Comma, "box-shadow text-shadow");
        Add(Gradient | Length | Comma, "background-image");
        Add(Color | Gradient | Length | Comma | Slash, "background");
        Add(Names | CssValueKinds.String | Comma, "font-family");
        Add(Names | CssValueKinds.String | Comma | Length | Slash, "font");
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
