using AngleSharp.Html.Parser;
using Webmail.Html.Sanitizing;
using Webmail.Html.Tests.Browser;

namespace Webmail.Html.Tests.Sanitizing;

/// <summary>The proof without a parse never says yes where a parse says no; Chromium's word on the same results is in ChromiumTests.</summary>
public sealed class NestingProofTests
{
    [Fact]
    public void WhatIsProved_ReadsBack()
    {
        var proved = 0;
        foreach (var (tree, html) in Trees([.. HtmlCorpus.All, .. LoadVectors.All, .. HardVectors.All, .. Mutations.Of([.. HtmlCorpus.DomPurify, .. HtmlCorpus.Html5Lib, .. HardVectors.All], 8_000, seed: 31)]))
        {
            if (!NestingProof.Holds(tree, "")) continue;
            proved++;
            Assert.True(ReadsBack(tree), html);
        }
        Assert.InRange(proved, 5_000, int.MaxValue);
    }

    [Fact]
    public void RandomTrees_ProvedOnesReadBack()
    {
        var random = new Random(7);
        var proved = 0;
        for (var number = 0; number < 40_000; number++)
        {
            var root = new SafeElement("div");
            Grow(root, random, 0);
            if (!NestingProof.Holds(root, "")) continue;
            proved++;
            Assert.True(ReadsBack(root), MarkupWriter.Write(root));
        }
        Assert.InRange(proved, 8_000, 40_000);
    }

    [Theory]
    [InlineData("<table width=600><tr><td><p>a<td><ul><li>x<li>y<ul><li>z</ul></ul></table>", true)]
    [InlineData("<b><i>x</b>y</i>", true)]
    [InlineData("<dl><dt>a<dd>b<dl><dt>c</dl></dl>", true)]
    [InlineData("<ruby>a<rt>b</ruby>", false)]
    public void OrdinaryMail_IsProved(string html, bool expected) => Assert.Equal(expected, NestingProof.Holds(TreeOf(html), ""));

    [Fact]
    public void ASheetWithMarkup_IsNotProved() => Assert.False(NestingProof.Holds(new SafeElement("div"), "</style>"));

    [Fact]
    public void AnAttributeTwice_IsNotProved()
    {
        var element = new SafeElement("div");
        element.Set("title", "a");
        element.Set("title", "b");
        Assert.False(NestingProof.Holds(element, ""));
    }

    private static readonly string[] Names =
    [
        "a", "b", "i", "font", "span", "p", "div", "address", "ul", "ol", "li", "dl", "dd", "dt", "h1", "h2", "pre", "table", "tbody", "tr", "td", "th", "caption", "colgroup", "col", "br", "img", "hr", "section", "blockquote",
        "center", "details", "summary", "code", "em", "small", "sub", "q", "menu", "ruby", "rt", "thead", "del", "figure",
    ];

    private static void Grow(SafeElement element, Random random, int depth)
    {
        for (var children = random.Next(depth == 0 ? 1 : 0, 4); children > 0 && depth < 7; children--)
        {
            if (random.Next(4) == 0) element.AddText(random.Next(2) == 0 ? "x" : "\n ");
            else
            {
                // Mostly what belongs there, or hardly a table would be proved.
                var name = (element.Name, random.Next(5)) switch
                {
                    ("table", > 0) => "tbody",
                    ("tbody" or "thead", > 0) => "tr",
                    ("tr", > 0) => "td",
                    ("ul" or "ol", > 0) => "li",
                    _ => Names[random.Next(Names.Length)],
                };
                var child = new SafeElement(name);
                element.Add(child);
                if (!AllowedElements.IsVoid(name)) Grow(child, random, depth + 1);
            }
        }
    }

    private static IEnumerable<(SafeElement Tree, string Html)> Trees(IReadOnlyList<string> htmls)
    {
        foreach (var html in htmls)
        {
            if (PreScan.Check(html, new HtmlLimits()).Refusal != SanitizeRefusal.None) continue;
            SafeElement tree;
            try
            {
                tree = TreeOf(html);
            }
            catch (SanitizeRefusedException)
            {
                continue;
            }
            yield return (tree, html);
        }
    }

    private static SafeElement TreeOf(string html)
    {
        using var parsed = new HtmlParser(new HtmlParserOptions { SkipComments = true }).ParseDocument(CleanText.Clean(html));
        return new TreeBuilder(new ImageSource(SanitizeOptions.Default, new RemoteContentCounter()), new Fuel(TimeProvider.System, TimeSpan.FromMinutes(1))).Build(parsed);
    }

    private static bool ReadsBack(SafeElement tree)
    {
        using var again = new HtmlParser().ParseDocument(HtmlSanitizer.Document(MarkupWriter.Write(tree), ""));
        return again.Body!.ChildNodes.Length == 1 && again.Head!.ChildNodes.Length == 0 && TreeComparer.AreEqual(tree, again.Body.FirstChild!);
    }
}
