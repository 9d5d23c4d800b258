using System.Text;
using AngleSharp.Dom;
using Webmail.Html.Css;
using Webmail.Html.TextConversion;

namespace Webmail.Html.Sanitizing;

/// <summary>Builds our tree out of AngleSharp's: nothing is copied, every element, attribute and value is made from the lists.</summary>
internal sealed class TreeBuilder
{
    private const int MaxLinkTextChars = 200;

    /// <summary>Formatting that is opened again adds to what the scan counted. Browsers flatten what is deeper than 512, and would read another tree.</summary>
    private const int MaxDepth = 490;

    private readonly Fuel _fuel;
    private readonly ImageSource _images;
    private readonly CssScope _css;
    private readonly CssSheetRewriter _sheet;
    private readonly AttributeBuilder _attributes;
    private int _sheetChars;
    private int _tableDepth;
    private string _bodyRules = "";
    private string? _inkColor;

    public TreeBuilder(ImageSource images, Fuel fuel, bool darkens = false)
    {
        _fuel = fuel;
        _images = images;
        _css = new CssScope { Darkens = darkens };
        _sheet = new CssSheetRewriter(_css);
        _attributes = new AttributeBuilder(_css);
    }

    public List<SafeLink> Links { get; } = [];

    public bool HasNestedTables { get; private set; }

    public bool HasBackground => _css.HasBackground;

    /// <summary>True when the mail paints dark paper itself.</summary>
    public bool IsDark => _css.Paper is { } paper && DarkPaper.IsDark(paper);

    /// <summary>Which way the mail's text begins to run; null where nothing says it, or an attribute does.</summary>
    public TextDirection? Direction { get; private set; }

    public int CssReferences => _css.RemoteReferences;

    public string StyleSheet => _bodyRules + _sheet;

    /// <summary>The mail in our two boxes.</summary>
    public SafeElement Build(IDocument document)
    {
        var root = new SafeElement("div");
        root.Set("class", MailNames.Root);
        var box = new SafeElement("section");
        root.Add(box);
        if (document.Head is { } head) ReadHead(head);
        var body = document.Body;
        var source = OwnBox(body) ?? body;
        var classes = source is null ? null : AttributeBuilder.Classes(source);
        box.Set("class", Join(MailNames.Body, classes));
        if (source is null) return root;
        var isOwnBox = !ReferenceEquals(source, body);
        BodyAttributes(source, box);
        if (isOwnBox) ReadStylesBesideOwnBox(body!);
        AddChildren(source, box, 0);
        if (!isOwnBox) _bodyRules = BodyRules(source, document.CompatMode == "BackCompat");
        Direction = SettledDirections.Settle(root);
        return root;
    }

    private static string Join(string own, string? classes) =>
        string.Join(' ', [own, .. (classes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "m-" + own)]);

    /// <summary>Sanitised mail that is sanitised again keeps its boxes instead of getting two more.</summary>
    private static IElement? OwnBox(IElement? body)
    {
        var children = body?.Children.Where(child => child.LocalName != "style").ToArray();
        if (children is not [{ LocalName: "div", ClassName: MailNames.Root } root] || HasText(body!) || HasText(root)) return null;
        return root.Children is [{ LocalName: "section" } box] && box.ClassList.Contains(MailNames.Body) ? box : null;
    }

    private static bool HasText(IElement element) =>
        element.ChildNodes.Any(node => node is IText text && !string.IsNullOrWhiteSpace(text.Data));

    private void ReadHead(IElement head)
    {
        foreach (var element in head.QuerySelectorAll("style, link, base"))
        {
            if (element.LocalName == "style") ReadStyle(element);
            else if (element.GetAttribute("href") is { } href) _css.SeeUrl(href.Trim());
        }
    }

    private void ReadStylesBesideOwnBox(IElement body)
    {
        foreach (var style in body.Children.Where(child => child.LocalName == "style")) ReadStyle(style);
    }

    private void ReadStyle(IElement style)
    {
        if (style.NamespaceUri != NamespaceNames.HtmlUri) return;
        var text = CleanText.Clean(style.TextContent);
        _sheetChars += text.Length;
        if (_sheetChars > CssLimits.MaxSheetChars || style.GetAttribute("type") is { Length: > 0 } type && !type.Trim().Equals("text/css", StringComparison.OrdinalIgnoreCase)) return;
        _sheet.Add(text, style.GetAttribute("media"));
    }

    private void BodyAttributes(IElement from, SafeElement box)
    {
        var declarations = new List<CssDeclaration>();
        if (from.GetAttribute("bgcolor") is { } paper && AttributeValues.Color(paper) is { } color)
        {
            declarations.Add(new CssDeclaration("background-color", _css.Write(color), false));
            _css.SeePaper(color);
            if (color != CssColor.FromRgb(0xFFFFFF)) _css.HasBackground = true;
        }
        if (from.GetAttribute("text") is { } ink && AttributeValues.Color(ink) is { } inkColor) declarations.Add(new CssDeclaration("color", _css.Write(inkColor), false));
        if (from.GetAttribute("style") is { } style) declarations.AddRange(CssDeclarationParser.ParseAttribute(style, _css));
        if (from.HasAttribute("background")) _css.SeeUrl(from.GetAttribute("background")!.Trim());
        if (from.GetAttribute("id") is { } id && MailNames.Scoped(id.Trim()) is { } scoped) box.Set("id", CleanText.Clean(scoped));
        foreach (var declaration in declarations)
        {
            if (declaration.Property == "color") _inkColor = declaration.Value;
        }
        var css = CssDeclarationParser.Write(declarations);
        if (css.Length > 0) box.Set("style", css);
        var dir = AttributeValues.Word(from.GetAttribute("dir") ?? from.Owner?.DocumentElement?.GetAttribute("dir") ?? "", "ltr", "rtl", "auto");
        if (dir is not null) box.Set("dir", dir);
    }

    /// <summary>
    /// What a body says about elements in it that our box can't: its link colour, and in quirks mode the colour of tables, which skip all between them and body.
    /// They come first, so that any rule of the mail wins.
    /// </summary>
    private string BodyRules(IElement body, bool quirks)
    {
        var rules = "";
        if (_css.Darkens) rules = $".{MailNames.Root} .{MailNames.Body}{{background-color:{_css.Write(CssColor.FromRgb(0xFFFFFF))};color:{_css.Write(CssColor.FromRgb(0))}}}\n";
        var linkInk = body.GetAttribute("link") ?? (_css.Darkens ? "#0000ee" : null);
        if (linkInk is not null && AttributeValues.Color(linkInk) is { } linkColor) rules += $".{MailNames.Root} a{{color:{_css.Write(linkColor)}}}\n";
        var ink = _inkColor ?? _sheet.BodyColor ?? (_css.Darkens ? _css.Write(CssColor.FromRgb(0)) : null);
        return quirks && ink is not null ? rules + $".{MailNames.Root} table{{color:{ink}}}\n" : rules;
    }

    private void AddChildren(INode from, SafeElement to, int depth)
    {
        if (depth > MaxDepth) throw new SanitizeRefusedException(SanitizeRefusal.TooDeep);
        // By index: AngleSharp's NextSibling looks for the node among all its siblings.
        var nodes = from.ChildNodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            _fuel.Use();
            if (nodes[i] is IText text) to.AddText(CleanText.Clean(text.Data));
            else if (nodes[i] is IElement element) AddElement(element, to, depth + 1);
        }
    }

    private void AddElement(IElement element, SafeElement to, int depth)
    {
        if (element.NamespaceUri != NamespaceNames.HtmlUri) return;
        var treatment = AllowedElements.For(element.LocalName, out var name);
        if (treatment == ElementTreatment.Drop) SeeDropped(element);
        else if (treatment == ElementTreatment.Unwrap) AddChildren(element, to, depth);
        else if (name == "img") AddImage(element, to);
        // A form or another box of another name between the parts of a table holds nothing; between them only parts may stand.
        else if (name == element.LocalName || !AllowedElements.IsTablePart(to.Name)) AddKept(element, new SafeElement(name), to, depth);
    }

    private void AddKept(IElement from, SafeElement made, SafeElement to, int depth)
    {
        _attributes.Build(from, made);
        to.Add(made);
        if (made.Name == "table" && ++_tableDepth > 1) HasNestedTables = true;
        if (made.Name == "a") ReadLink(from, made);
        if (!AllowedElements.IsVoid(made.Name)) AddChildren(from, made, depth);
        if (made.Name == "table") _tableDepth--;
    }

    private void ReadLink(IElement from, SafeElement made)
    {
        if (from.GetAttribute("name") is { } name && !from.HasAttribute("id") && MailNames.Scoped(name.Trim()) is { } id) made.Set("id", CleanText.Clean(id));
        if (from.GetAttribute("href")?.Trim() is not { Length: > 0 } raw) return;
        if (raw[0] == '#')
        {
            if (MailNames.Scoped(CleanText.Clean(raw[1..])) is { } target) made.Set("href", "#" + target);
            return;
        }
        if (LinkTarget.Read(CleanText.Clean(raw)) is not { } link) return;
        made.Set("href", link.Href);
        made.Set("target", "_blank");
        made.Set("rel", "noopener noreferrer");
        Links.Add(new SafeLink(link.Href, link.Host, VisibleText(from)));
    }

    private static string VisibleText(IElement link)
    {
        var text = new StringBuilder();
        foreach (var part in link.Descendants<IText>())
        {
            foreach (var c in part.Data)
            {
                var space = char.IsWhiteSpace(c);
                if (!space) text.Append(c);
                else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
                if (text.Length == MaxLinkTextChars) return CleanText.Clean(text.ToString());
            }
        }
        return CleanText.Clean(text.ToString().TrimEnd());
    }

    private void AddImage(IElement from, SafeElement to)
    {
        if (AllowedElements.IsTablePart(to.Name)) return;
        var source = _images.Read(from, out var blocked, out var tracker);
        if (tracker) return;
        var made = new SafeElement("img");
        _attributes.Build(from, made);
        if (source is not null) made.Set("src", source);
        else if (blocked) made.AddFirstClass(MailNames.Blocked);
        else if (!from.HasAttribute("alt") && !from.ClassList.Contains(MailNames.Blocked)) return;
        to.Add(made);
    }

    private void SeeDropped(IElement element)
    {
        if (element.LocalName == "style") ReadStyle(element);
        if (element.LocalName == "link" && element.GetAttribute("href") is { } url) _css.SeeUrl(url.Trim());
    }
}
