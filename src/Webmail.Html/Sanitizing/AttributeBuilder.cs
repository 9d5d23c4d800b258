using AngleSharp.Dom;
using Webmail.Html.Css;

namespace Webmail.Html.Sanitizing;

/// <summary>Writes the listed attributes of one element, each value read by its own rule and written again, in a fixed order.</summary>
internal sealed class AttributeBuilder(CssScope css)
{
    private const int MaxTextChars = 1_024;

    private static readonly CssColor White = CssColor.FromRgb(0xFFFFFF);

    public void Build(IElement from, SafeElement to)
    {
        if (from.Attributes.Length == 0) return;
        Global(from, to);
        switch (to.Name)
        {
            case "table":
                Length(from, to, "width", "height");
                Whole(from, to, 0, 100, "border", "cellpadding", "cellspacing");
                Word(from, to, "align", "left", "center", "right");
                Color(from, to);
                Word(from, to, "rules", "none", "groups", "rows", "cols", "all");
                Word(from, to, "frame", "void", "above", "below", "hsides", "vsides", "lhs", "rhs", "box", "border");
                break;
            case "td" or "th" or "tr" or "tbody" or "thead" or "tfoot" or "col" or "colgroup":
                Cell(from, to);
                break;
            case "font":
                if (from.GetAttribute("color") is { } color) SetColor(to, color);
                Text(from, to, "face");
                if (from.GetAttribute("size") is { } size) Set(to, "size", FontSize(size));
                break;
            case "hr":
                Length(from, to, "width");
                Whole(from, to, 0, 1_000, "size");
                Word(from, to, "align", "left", "center", "right");
                if (from.GetAttribute("color") is { } line) SetColor(to, line);
                if (from.HasAttribute("noshade")) to.Set("noshade", "");
                break;
            case "ol" or "ul" or "li":
                ListItem(from, to);
                break;
            case "br":
                Word(from, to, "clear", "left", "right", "all", "none");
                break;
            case "div" or "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "caption":
                Word(from, to, "align", "left", "center", "right", "justify", "top", "bottom");
                break;
            case "img":
                Image(from, to);
                break;
            case "details":
                if (from.HasAttribute("open")) to.Set("open", "");
                break;
            case "time":
                Text(from, to, "datetime");
                break;
        }
    }

    private void Global(IElement from, SafeElement to)
    {
        if (from.GetAttribute("id") is { } id && MailNames.Scoped(id.Trim()) is { } scoped) to.Set("id", CleanText.Clean(scoped));
        Set(to, "class", Classes(from));
        if (from.GetAttribute("style") is { } style) Set(to, "style", css.WriteStyle(style));
        Word(from, to, "dir", "ltr", "rtl", "auto");
        if (from.GetAttribute("lang") is { Length: <= 35 } lang && lang.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) Set(to, "lang", lang);
        Text(from, to, "title");
        Word(from, to, "role", "presentation", "none", "heading", "list", "listitem", "table", "row", "cell", "article", "region", "img", "separator");
        Text(from, to, "aria-label");
        Word(from, to, "aria-hidden", "true", "false");
        if (from.HasAttribute("background")) css.SeeUrl(from.GetAttribute("background")!.Trim());
    }

    public static string? Classes(IElement from)
    {
        if (from.GetAttribute("class") is not { Length: > 0 and <= 4_096 } value) return null;
        var names = new List<string>();
        foreach (var name in value.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (MailNames.Scoped(name) is { } scoped && !names.Contains(scoped)) names.Add(scoped);
            if (names.Count == 64) break;
        }
        return names.Count == 0 ? null : string.Join(' ', names);
    }

    private void Cell(IElement from, SafeElement to)
    {
        if (to.Name is "td" or "th")
        {
            Whole(from, to, 1, 1_000, "colspan");
            Whole(from, to, 0, 1_000, "rowspan");
            if (from.HasAttribute("nowrap")) to.Set("nowrap", "");
            Word(from, to, "scope", "row", "col", "rowgroup", "colgroup");
        }
        else if (to.Name is "col" or "colgroup") Whole(from, to, 1, 1_000, "span");
        Length(from, to, "width", "height");
        Word(from, to, "align", "left", "center", "right", "justify", "middle");
        Word(from, to, "valign", "top", "middle", "bottom", "baseline");
        Color(from, to);
    }

    private static void ListItem(IElement from, SafeElement to)
    {
        if (to.Name == "ol")
        {
            Whole(from, to, -1_000_000, 1_000_000, "start");
            if (from.HasAttribute("reversed")) to.Set("reversed", "");
        }
        else if (to.Name == "li") Whole(from, to, -1_000_000, 1_000_000, "value");
        // "a" and "A" are different lists.
        var type = from.GetAttribute("type")?.Trim();
        Set(to, "type", type is "a" or "A" or "i" or "I" or "1" ? type : AttributeValues.Word(type ?? "", "disc", "circle", "square"));
    }

    private static void Image(IElement from, SafeElement to)
    {
        if (from.GetAttribute("alt") is { } alt) to.Set("alt", Cut(CleanText.Clean(alt)));
        Length(from, to, "width", "height");
        Whole(from, to, 0, 100, "border", "hspace", "vspace");
        Word(from, to, "align", "left", "right", "top", "middle", "bottom", "absmiddle", "texttop", "baseline");
    }

    private static string? FontSize(string raw)
    {
        var text = raw.Trim();
        if (AttributeValues.Whole(text, -7, 7) is not { } size) return null;
        return text.StartsWith('+') ? "+" + size : size;
    }

    private void Color(IElement from, SafeElement to)
    {
        if (from.GetAttribute("bgcolor") is not { } raw || AttributeValues.Color(raw) is not { } color) return;
        to.Set("bgcolor", css.Write(color));
        css.SeePaper(color);
        if (color != White) css.HasBackground = true;
    }

    private void SetColor(SafeElement to, string raw)
    {
        if (AttributeValues.Color(raw) is { } color) to.Set("color", css.Write(color));
    }

    private static void Length(IElement from, SafeElement to, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (from.GetAttribute(name) is { } raw) Set(to, name, AttributeValues.Length(raw));
        }
    }

    private static void Whole(IElement from, SafeElement to, int least, int most, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (from.GetAttribute(name) is { } raw) Set(to, name, AttributeValues.Whole(raw, least, most));
        }
    }

    private static void Word(IElement from, SafeElement to, string name, params ReadOnlySpan<string> words)
    {
        if (from.GetAttribute(name) is { } raw) Set(to, name, AttributeValues.Word(raw, words));
    }

    private static void Text(IElement from, SafeElement to, string name)
    {
        if (from.GetAttribute(name) is { } raw) Set(to, name, Cut(CleanText.Clean(raw)));
    }

    private static string Cut(string text) =>
        text.Length <= MaxTextChars ? text : text[..(MaxTextChars - (char.IsHighSurrogate(text[MaxTextChars - 1]) ? 1 : 0))];

    private static void Set(SafeElement to, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) to.Set(name, value);
    }
}
