using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests;

internal static class Sanitized
{
    public static SafeHtml Html(string html, SanitizeOptions? options = null)
    {
        var result = HtmlSanitizer.Sanitize(html, options ?? SanitizeOptions.Default);
        Assert.True(result.IsSafe, result.Refusal.ToString());
        return result.Html;
    }
}
