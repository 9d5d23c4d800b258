using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Webmail.Html.TextConversion;

namespace Webmail.Html.Sanitizing;

/// <summary>
/// Makes mail HTML safe to show: caps, AngleSharp's tree, a tree of our own built from allow-lists, and a proof that what is written reads back as that tree
/// (by its nesting alone, else by reading it back).
/// Opens no connection, keeps no state, can be called from any thread.
/// </summary>
public static class HtmlSanitizer
{
    /// <summary>How often the result is read back and built again before it counts as unstable.</summary>
    private const int MaxRounds = 4;

    /// <summary>Frames of every kind hold the result, so it is read back in the mode that closes most.</summary>
    private const string ReadBackStart = "<!DOCTYPE html><html><head></head><body>";

    /// <summary>Makes a document or a fragment safe.</summary>
    /// <param name="html">The decoded part; any text.</param>
    /// <param name="options">Limits, pictures, what to do past a limit.</param>
    /// <returns>Safe HTML, or the reason to show the plain text instead. Throws nothing for any input.</returns>
    public static SanitizeResult Sanitize(string html, SanitizeOptions options)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(options);
        var (refusal, fits) = PreScan.Check(html, options.Limits);
        if (refusal != SanitizeRefusal.None && (!options.ShowWhatFits || fits == 0)) return new SanitizeResult(refusal);
        var shares = Math.Max(1, fits / (double)(1024 * 1024));
        try
        {
            var truncated = refusal != SanitizeRefusal.None;
            return Run(truncated ? html[..fits] : html, options, new Fuel(options.Clock, options.Limits.MaxTime * shares), truncated);
        }
        catch (SanitizeRefusedException refused)
        {
            return new SanitizeResult(refused.Reason);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // AngleSharp is not ours: what it throws for an odd mail must cost that mail's HTML, not the page.
            return new SanitizeResult(SanitizeRefusal.ParserFailed);
        }
    }

    private static SanitizeResult Run(string html, SanitizeOptions options, Fuel fuel, bool truncated)
    {
        var remote = new RemoteContentCounter();
        var images = new ImageSource(options, remote);
        var original = new TreeBuilder(images, fuel);
        var builder = original;
        SafeElement tree;
        string doctype;
        var darkened = false;
        using (var first = Parse(CleanText.Clean(html), fuel, new AttributeFilter(remote).Keeps))
        {
            tree = original.Build(first);
            if (options.Darken && !original.IsDark && (IsDesigned(original) || !options.DarkenOnlyDesigned))
            {
                // Built twice: only the whole mail tells whether it is dark already. Its pictures were counted the first time.
                images = new ImageSource(options, new RemoteContentCounter());
                builder = new TreeBuilder(images, fuel, darkens: true);
                tree = builder.Build(first);
                darkened = true;
            }
            doctype = FrameDoctype.For(first);
        }
        for (var round = 0; round < MaxRounds; round++)
        {
            var markup = MarkupWriter.Write(tree);
            var sheet = builder.StyleSheet;
            using var again = NestingProof.Holds(tree, sheet) ? null : Parse(Document(markup, sheet), fuel);
            if (again is null || ReadsBack(again, tree, sheet))
            {
                return new SanitizeResult(new SafeHtml(markup, sheet)
                {
                    Doctype = doctype,
                    Remote = remote.ToFacts(original.CssReferences),
                    IsDesigned = IsDesigned(builder),
                    Direction = builder.Direction ?? TextDirection.LeftToRight,
                    Links = builder.Links,
                    IsTruncated = truncated,
                    IsDark = original.IsDark || darkened,
                    IsDarkened = darkened,
                });
            }
            builder = new TreeBuilder(images, fuel);
            tree = builder.Build(again);
        }
        return new SanitizeResult(SanitizeRefusal.Unstable);
    }

    private static bool IsDesigned(TreeBuilder builder) => builder.HasBackground || builder.HasNestedTables;

    /// <summary>The result as every frame would hold it, in the mode that closes most.</summary>
    internal static string Document(string markup, string sheet) => ReadBackStart + (sheet.Length == 0 ? "" : $"<style>{sheet}</style>") + markup;

    private static bool ReadsBack(IHtmlDocument again, SafeElement tree, string sheet)
    {
        var node = again.Body?.FirstChild;
        if (sheet.Length > 0)
        {
            if (node is not IElement { LocalName: "style" } style || style.TextContent != sheet) return false;
            node = style.NextSibling;
        }
        return again.Head?.HasChildNodes == false && node is not null && node.NextSibling is null && TreeComparer.AreEqual(tree, node);
    }

    private static IHtmlDocument Parse(string html, Fuel fuel, ShouldEmitAttribute? keeps = null)
    {
        var parser = new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            SkipComments = true,
            DisableElementPositionTracking = true,
            MaximumDepth = int.MaxValue,
            // Not OnToken, for which every token is copied to an object of its own: half of all that was allocated.
            OnCreated = (_, _) => fuel.Use(),
            ShouldEmitAttribute = keeps,
        });
        return parser.ParseDocument(html.AsMemory());
    }
}
