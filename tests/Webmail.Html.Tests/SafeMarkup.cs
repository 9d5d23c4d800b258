using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Webmail.Html.Tests;

/// <summary>An independent reading of what sanitised markup may hold: written apart from the sanitiser's own lists, so that a slip there fails here.</summary>
internal static class SafeMarkup
{
    private static readonly FrozenSet<string> Loading = new[]
    {
        "src", "srcset", "href", "action", "formaction", "poster", "data", "background", "ping", "cite", "longdesc", "lowsrc", "dynsrc", "codebase",
        "classid", "archive", "manifest", "xlink:href", "usemap", "profile", "icon", "imagesrcset", "srcdoc", "code", "object",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Elements = (
        "div section style a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir dl dt em "
        + "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu nav ol p pre q rp rt ruby s samp "
        + "small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static void AssertSafe(string body, string source)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument("<!DOCTYPE html><body>" + body);
        Assert.DoesNotContain("<!--", body, StringComparison.Ordinal);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.True(element.NamespaceUri == NamespaceNames.HtmlUri && Elements.Contains(element.LocalName), $"{element.LocalName} from: {source}");
            foreach (var attribute in element.Attributes) AssertSafe(element, attribute, source);
            if (element.LocalName == "style") AssertSafeCss(element.TextContent, source);
        }
    }

    private static void AssertSafe(IElement element, IAttr attribute, string source)
    {
        Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), $"{attribute.Name} from: {source}");
        if (attribute.Name == "style") AssertSafeCss(attribute.Value, source);
        if (!Loading.Contains(attribute.Name)) return;
        var value = attribute.Value;
        var safe = (element.LocalName, attribute.Name) switch
        {
            ("a", "href") => value.StartsWith('#') || value.StartsWith("http://", StringComparison.Ordinal) || value.StartsWith("https://", StringComparison.Ordinal)
                || value.StartsWith("mailto:", StringComparison.Ordinal) || value.StartsWith("tel:", StringComparison.Ordinal),
            ("img", "src") => value.StartsWith("data:image/", StringComparison.Ordinal),
            _ => false,
        };
        Assert.True(safe, $"{element.LocalName} {attribute.Name}={value} from: {source}");
    }

    private static void AssertSafeCss(string css, string source)
    {
        foreach (var word in (ReadOnlySpan<string>)["url", "image(", "image-set", "src(", "element(", "cross-fade", "var(", "attr(", "expression", "behavior", "binding", "@import", "@font", "position:", "</", "//"])
        {
            Assert.False(css.Contains(word, StringComparison.OrdinalIgnoreCase), $"{word} in {css} from: {source}");
        }
    }
}
