using System.Net;
using Webmail.Html.Sanitizing;
using Webmail.Html.Tokens;

namespace Webmail.Html.TextConversion;

/// <summary>
/// Text of HTML for previews, replies, screen readers and for mail whose HTML is refused. Works on tags, without a tree: linear for any input, no depth
/// to run out of. The result is text, not safe HTML.
/// </summary>
public static class HtmlToText
{
    /// <summary>Whole text with paragraphs, lists, table rows and quotes on their own lines; "\n" line ends.</summary>
    public static string Convert(string html, HtmlToTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(options);
        var writer = new PlainTextWriter(options.MaxChars, options.MarkQuotes);
        Read(html, options, writer);
        return writer.Finish();
    }

    /// <summary>The first words on one line, hidden preview text included, for a row of the message list.</summary>
    /// <param name="html">A part or the start of one; a cut tag at its end is ignored.</param>
    /// <param name="maxChars">Longest result. Default 200.</param>
    public static string Preview(string html, int maxChars = 200)
    {
        var text = Convert(html, new HtmlToTextOptions { MaxChars = maxChars * 2, IncludeHidden = true, MarkQuotes = false });
        return OneLine.Fold(text, maxChars);
    }

    private static void Read(string html, HtmlToTextOptions options, PlainTextWriter writer)
    {
        var scanner = new HtmlScanner(html);
        var hidden = new HiddenElement();
        string? target = null;
        var linkStart = 0;
        while (!writer.IsFull && scanner.Read())
        {
            switch (scanner.Kind)
            {
                case HtmlTagKind.Text:
                    if (!hidden.IsInside && !(scanner.IsRawText && scanner.Name is not ("textarea" or "xmp" or "plaintext")))
                        writer.Text(scanner.IsRawText ? scanner.Raw.ToString() : WebUtility.HtmlDecode(scanner.Raw.ToString()));
                    break;
                case HtmlTagKind.Start:
                    if (!hidden.Open(scanner, options.IncludeHidden)) break;
                    writer.Open(scanner.Name, scanner.Raw);
                    if (scanner.Name != "a" || !options.ShowLinkTargets) break;
                    target = HtmlAttributeReader.Find(scanner.Raw, "href") is { } href ? LinkTarget.Read(WebUtility.HtmlDecode(href))?.Href : null;
                    linkStart = writer.Length;
                    break;
                case HtmlTagKind.End:
                    if (!hidden.Close(scanner.Name)) break;
                    if (scanner.Name == "a" && target is not null) writer.LinkTarget(target, linkStart);
                    if (scanner.Name == "a") target = null;
                    writer.Close(scanner.Name);
                    break;
            }
        }
    }
}
