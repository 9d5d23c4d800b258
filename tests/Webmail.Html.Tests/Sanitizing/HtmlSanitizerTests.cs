using Webmail.Html.RemoteContent;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Sanitizing;

public sealed class HtmlSanitizerTests
{
    [Theory]
    [InlineData("<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>")]
    [InlineData("a<script>alert(1)</script>b", "ab")]
    [InlineData("<svg><style><a title=x></style></svg>text", "text")]
    [InlineData("<p onclick=x>t</p>", "<p>t</p>")]
    [InlineData("<x-unknown>kept</x-unknown>", "kept")]
    [InlineData("<form action=//evil><input value=v>kept</form>", "<div>kept</div>")]
    [InlineData("<a href='javascript:alert(1)'>t</a>", "<a>t</a>")]
    [InlineData("<a href=' java\tscript:alert(1)'>t</a>", "<a>t</a>")]
    [InlineData("<a href='http:\\\\host\\path?a=1&amp;b=2'>t</a>", "<a href=\"http://host/path?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer\">t</a>")]
    [InlineData("<p style='color:red;position:fixed'>t</p>", "<p style=\"color:red\">t</p>")]
    [InlineData("<p class='a b' id=x>t</p>", "<p id=\"m-x\" class=\"m-a m-b\">t</p>")]
    [InlineData("<td>loose", "loose")]
    [InlineData("<p>a\rb&#13;c</p>", "<p>a\nb\nc</p>")]
    [InlineData("<pre>\n\nx</pre>", "<pre>\n\nx</pre>")]
    [InlineData("<video src=//e/><source src=//e/><p>film</p></video><object data=//e/><param name=movie value=//e/>words</object>", "<p>film</p>words")]
    [InlineData("<a href='http://ex\u202Eample.com/'>t</a>", "<a>t</a>")]
    [InlineData("<a href='http://a.example/\u202Etxt.exe'>t</a>", "<a href=\"http://a.example/%E2%80%AEtxt.exe\" target=\"_blank\" rel=\"noopener noreferrer\">t</a>")]
    public void Sanitize_Fragment_IsWrittenFromTheLists(string html, string expected)
    {
        Assert.Equal($"<div class=\"mail-root\"><section class=\"mail-body\">{expected}</section></div>", Sanitized.Html(html).Markup);
    }

    [Fact]
    public void Sanitize_RemoteImage_IsBlockedAndCounted()
    {
        var safe = Sanitized.Html("<img src='https://a.example/x.png' alt=Logo width=100><img src=//b.example/p.gif width=1 height=1>");
        Assert.DoesNotContain("example", safe.Body, StringComparison.Ordinal);
        Assert.Contains("alt=\"Logo\"", safe.Body, StringComparison.Ordinal);
        Assert.Equal(1, safe.Remote.BlockedImages);
        Assert.Equal(1, safe.Remote.TrackingPixels);
        Assert.Equal(["a.example"], safe.Remote.Hosts);
        Assert.Equal([new TrackerFact("b.example", 1)], safe.Remote.Trackers);
    }

    [Fact]
    public void Sanitize_RemoteImageWithProxy_PointsToTheProxyOnly()
    {
        var options = new SanitizeOptions { RemoteImageUrl = uri => "/img?u=" + Uri.EscapeDataString(uri.AbsoluteUri) };
        var safe = Sanitized.Html("<img src='https://a.example/x.png'>", options);
        Assert.Contains("src=\"/img?u=https%3A%2F%2Fa.example%2Fx.png\"", safe.Body, StringComparison.Ordinal);
        Assert.Equal(1, safe.Remote.ProxiedImages);
    }

    [Fact]
    public void Sanitize_InlineImage_AsksForItsPart()
    {
        var options = new SanitizeOptions { InlineImageUrl = cid => cid == "one@x" ? "/part/1?sig=a&b" : null };
        var safe = Sanitized.Html("<img src='cid:one%40x'><img src=cid:two alt=gone>", options);
        Assert.Contains("<img src=\"/part/1?sig=a&amp;b\"><img alt=\"gone\">", safe.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", true)]
    [InlineData("data:image/png;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", false)]
    [InlineData("data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+PC9zdmc+", false)]
    [InlineData("data:image/s vg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+PC9zdmc+", false)]
    [InlineData("data:text/html,<script>alert(1)</script>", false)]
    public void Sanitize_DataImage_OnlyPicturesThatAreWhatTheySay(string url, bool kept)
    {
        Assert.Equal(kept, Sanitized.Html($"<img src=\"{url}\">").Body.Contains("src=", StringComparison.Ordinal));
    }

    [Fact]
    public void Sanitize_StyleSheet_IsScopedAndKeepsMedia()
    {
        var safe = Sanitized.Html("<style>@import 'x'; body,.a>b{color:red} @media (max-width:600px){#c{width:100%!important}} @font-face{src:url(//e/f)}</style><p class=a>t");
        Assert.Equal(".mail-root .mail-body,.mail-root .m-a>b{color:red}\n@media (max-width:600px){\n.mail-root #m-c{width:100% !important}\n}\n", safe.StyleSheet);
        Assert.Equal(1, safe.Remote.OtherReferences);
    }

    [Fact]
    public void Sanitize_TooDeep_IsRefusedAtOnce()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 50_000));
        Assert.Equal(SanitizeRefusal.TooDeep, HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Refusal);
    }

    [Fact]
    public void Sanitize_TooDeepButShowWhatFits_ShowsTheStart()
    {
        var html = "<p>start</p>" + string.Concat(Enumerable.Repeat("<div>", 50_000));
        var safe = Sanitized.Html(html, new SanitizeOptions { ShowWhatFits = true });
        Assert.True(safe.IsTruncated);
        Assert.Contains("start", safe.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>plain <b>words</b>", false)]
    [InlineData("<table bgcolor=#223344><tr><td>x", true)]
    [InlineData("<table><tr><td><table><tr><td>x", true)]
    public void IsDesigned_TellsPaperFromWords(string html, bool designed)
    {
        Assert.Equal(designed, Sanitized.Html(html).IsDesigned);
    }

    [Theory]
    [InlineData("<p>x", "")]
    [InlineData("<!doctype html><p>x", "<!DOCTYPE html>")]
    public void Doctype_KeepsTheModeOfTheMail(string html, string doctype)
    {
        Assert.Equal(doctype, Sanitized.Html(html).Doctype);
    }
}
