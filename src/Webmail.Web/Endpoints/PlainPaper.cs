using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Webmail.Html.TextConversion;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>A plain text as it goes on paper: all of it, nothing folded.</summary>
internal static class PlainPaper
{
    private const int DeepestQuote = 5;

    /// <param name="cut">What is said below a text that is longer than what is read.</param>
    public static FrameContent Of(PlainBody body, string cut)
    {
        var markup = new StringBuilder();
        foreach (var block in body.Text.Blocks)
        {
            var look = block.QuoteDepth > 0 ? $"quoted q-{Math.Min(block.QuoteDepth, DeepestQuote).ToString(CultureInfo.InvariantCulture)}" : block.Kind == TextBlockKind.Signature ? "sig" : "own";
            var text = string.Join('\n', block.Lines.Select(line => string.Concat(line.Select(piece => piece.Text))));
            markup.Append(CultureInfo.InvariantCulture, $"<p class=\"webmail-text {look}\" dir=\"auto\">{HtmlEncoder.Default.Encode(text)}</p>");
        }

        return FrameContent.Printed(markup.ToString(), body.Truncated ? cut : "", body.Text.Direction);
    }
}
