using Webmail.Html.Css;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.TextConversion;

/// <summary>
/// Plain text as HTML, for quoting into a rich reply and for the diagnostic tool. Built as a tree from the blocks and written by the sanitiser's writer:
/// no text is ever joined to markup. (The reading pane renders the blocks as components and does not need this.)
/// </summary>
public static class TextToHtml
{
    /// <summary>One div; quotes as nested blockquotes, links as anchors, white space kept by style.</summary>
    public static string Convert(string text, PlainTextOptions options)
    {
        var root = new SafeElement("div");
        root.Set("class", "m-text");
        root.Set("dir", "auto");
        root.Set("style", "white-space:pre-wrap");
        var levels = new List<SafeElement> { root };
        foreach (var block in PlainText.Read(CleanText.Clean(text), options).Blocks)
        {
            Reach(levels, block.QuoteDepth);
            Add(block, levels[^1]);
        }
        return MarkupWriter.Write(root);
    }

    private static void Reach(List<SafeElement> levels, int depth)
    {
        while (levels.Count - 1 > depth) levels.RemoveAt(levels.Count - 1);
        while (levels.Count - 1 < depth)
        {
            var quote = new SafeElement("blockquote");
            levels[^1].Add(quote);
            levels.Add(quote);
        }
    }

    private static void Add(TextBlock block, SafeElement level)
    {
        var target = level;
        if (block.Kind == TextBlockKind.Signature)
        {
            target = new SafeElement("div");
            target.Set("class", MailNames.Scoped("signature")!);
            level.Add(target);
        }
        foreach (var line in block.Lines)
        {
            foreach (var piece in line) AddPiece(piece, target);
            target.AddText("\n");
        }
    }

    private static void AddPiece(TextPiece piece, SafeElement target)
    {
        if (piece is not TextLink link)
        {
            target.AddText(piece.Text);
            return;
        }
        var anchor = new SafeElement("a");
        anchor.Set("href", link.Href);
        anchor.Set("target", "_blank");
        anchor.Set("rel", "noopener noreferrer");
        anchor.AddText(link.Text);
        target.Add(anchor);
    }
}
