using Webmail.Html.Tokens;

namespace Webmail.Html.Sanitizing;

/// <summary>The caps, counted in one pass over the text before any tree is built.</summary>
internal static class PreScan
{
    /// <summary>Finds the first place where a limit is passed.</summary>
    /// <returns>None, or the limit's name with the index up to which the input stays within all limits.</returns>
    public static (SanitizeRefusal Refusal, int Fits) Check(string html, HtmlLimits limits)
    {
        var length = Math.Min(html.Length, limits.MaxChars);
        var scanner = new HtmlScanner(html.AsSpan(0, length));
        var stack = new OpenElements();
        var tags = 0;
        var attributes = 0;
        var maxTags = (long)limits.MaxTagsPerMegachar * Math.Max(1024 * 1024, length) / (1024 * 1024);
        while (scanner.Read(rawText: !stack.IsForeign))
        {
            if (scanner.Kind is HtmlTagKind.Text or HtmlTagKind.Comment) continue;
            if (scanner.Kind == HtmlTagKind.Start && ++tags > maxTags) return (SanitizeRefusal.TooManyElements, scanner.Start);
            attributes += scanner.Attributes;
            if (scanner.Attributes > limits.MaxAttributesPerTag || attributes > limits.MaxAttributes)
                return (SanitizeRefusal.TooManyAttributes, scanner.Start);
            if (scanner.Kind == HtmlTagKind.End) stack.Close(scanner.Name);
            else stack.Open(scanner.Name, scanner.Raw);
            if (stack.Depth > limits.MaxDepth) return (SanitizeRefusal.TooDeep, scanner.Start);
            if (stack.OpenFormatting > limits.MaxOpenFormatting) return (SanitizeRefusal.TooManyElements, scanner.Start);
        }
        return html.Length > limits.MaxChars ? (SanitizeRefusal.TooLarge, length) : (SanitizeRefusal.None, html.Length);
    }
}
