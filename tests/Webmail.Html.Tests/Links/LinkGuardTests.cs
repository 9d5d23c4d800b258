using Webmail.Html.Links;

namespace Webmail.Html.Tests.Links;

public sealed class LinkGuardTests
{
    [Theory]
    [InlineData("https://example.com/", "Read more")]
    [InlineData("https://www.example.com/a", "example.com")]
    [InlineData("https://example.com/a", "www.example.com/a")]
    [InlineData("https://links.example.co.uk/x", "https://shop.example.co.uk/y")]
    [InlineData("https://xn--bcher-kva.example/", "bücher.example")]
    [InlineData("https://bücher.example/", "Bücher")]
    [InlineData("https://пример.рф/", "пример")]
    [InlineData("https://日本語.jp/", "見る")]
    [InlineData("https://café.example/", "menu")]
    [InlineData("https://example.com/v", "v2.0")]
    [InlineData("https://example.com/v", "report.pdf")]
    [InlineData("https://example.com/v", "e.g. this")]
    [InlineData("https://accounts.google.com/", "Sign in")]
    [InlineData("https://paypal.com/", "PayPal")]
    [InlineData("https://paypal.co.uk/", "PayPal")]
    [InlineData("https://example.com/", "mail me@other.example")]
    [InlineData("https://microsoft.sharepoint.com/x", "File")]
    public void Ordinary_links_pass(string href, string text) => Assert.Equal(LinkWarnings.None, LinkGuard.Inspect(href, text)!.Warnings);

    [Theory]
    [InlineData("https://evil.example/", "https://bank.example/login", LinkWarnings.TextDiffers)]
    [InlineData("https://evil.example/", "bank.example", LinkWarnings.TextDiffers)]
    [InlineData("https://evil.example/", "www.bank.example/a/b", LinkWarnings.TextDiffers)]
    [InlineData("https://evil.example/", "  <http://bank.example>  ", LinkWarnings.TextDiffers)]
    [InlineData("https://evil.example/", "b\u200Bank.example/", LinkWarnings.TextDiffers)]
    [InlineData("https://bank.example@evil.example/", "Sign in", LinkWarnings.UserInfo)]
    [InlineData("https://bank.example:443@evil.example/", "Sign in", LinkWarnings.UserInfo)]
    [InlineData("https://bank.example%2F@evil.example/", "Sign in", LinkWarnings.UserInfo)]
    [InlineData("https://p\u0430ypal.com/", "x", LinkWarnings.MixedScripts | LinkWarnings.LookAlike)]
    [InlineData("https://xn--pypal-4ve.com/", "x", LinkWarnings.MixedScripts | LinkWarnings.LookAlike)]
    [InlineData("https://xn--80ak6aa92e.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://\u0430\u0440\u0440\u04CF\u0435.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://paypa1.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://rnicrosoft.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://g00gle.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://login.arnazon.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://p\u00E1ypal.com/", "x", LinkWarnings.LookAlike)]
    [InlineData("https://paypal.com.evil.example/", "x", LinkWarnings.BorrowedName)]
    [InlineData("https://paypal-security.example/", "x", LinkWarnings.BorrowedName)]
    [InlineData("http://203.0.113.9/", "x", LinkWarnings.IpAddress)]
    [InlineData("http://3405803785/", "x", LinkWarnings.IpAddress)]
    [InlineData("http://0xcb007109/", "x", LinkWarnings.IpAddress)]
    [InlineData("http://[2001:db8::1]/", "x", LinkWarnings.IpAddress)]
    public void Deceiving_links_are_flagged(string href, string text, LinkWarnings expected) => Assert.Equal(expected, LinkGuard.Inspect(href, text)!.Warnings);

    [Theory]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example", "bücher.example")]
    [InlineData("https://xn--bcher-kva.example/", "xn--bcher-kva.example", "bücher.example")]
    [InlineData("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", "xn--80ak6aa92e.com")]
    [InlineData("https://BANK.example@EVIL.example:8443/x", "evil.example", "evil.example")]
    public void The_host_is_the_one_that_is_asked(string href, string host, string readable)
    {
        var facts = LinkGuard.Inspect(href, "")!;
        Assert.Equal((host, readable), (facts.Host, facts.ReadableHost));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:a@b.example")]
    [InlineData("tel:+1")]
    [InlineData("")]
    public void What_is_no_web_address_has_no_host(string href) => Assert.Null(LinkGuard.Inspect(href, "x"));

    [Fact]
    public void Any_text_is_judged_without_throwing()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(128)))]);
            LinkGuard.Inspect("https://" + text, text);
        }

        Assert.NotNull(LinkGuard.Inspect("https://example.com", new string('a', 1_000_000)));
    }
}
