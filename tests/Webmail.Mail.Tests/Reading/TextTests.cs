using Webmail.Mail.Reading;

namespace Webmail.Mail.Tests.Reading;

public sealed class TextTests
{
    [Theory]
    [InlineData("Invoice \u202Etxt.exe", "Invoice txt.exe")]
    [InlineData("a\u0000b\r\nBcc: x", "a b Bcc: x")]
    [InlineData("\u2066hidden\u2069", "hidden")]
    [InlineData("zero\u200Bwidth\uFEFF", "zerowidth")]
    [InlineData("  many \t\t spaces  ", "many spaces")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("👩\u200D👩\u200D👧", "👩\u200D👩\u200D👧")]
    public void Header_text_loses_what_hides_or_turns_and_keeps_what_scripts_need(string raw, string clean) => Assert.Equal(clean, CleanText.Of(raw));

    [Fact]
    public void A_giant_value_is_cut() => Assert.InRange(CleanText.Of(new string('x', 10_000_000)).Length, 1, CleanText.MaxLength);

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement() => Assert.Equal("a\uFFFDb", CleanText.Of("a\uD800b"));

    [Theory]
    [InlineData("tidewater.test", "tidewater.test")]
    [InlineData("xn--mnchen-3ya.de", "münchen.de")]
    [InlineData("xn--80ak6aa92e.com", "xn--80ak6aa92e.com")] // Cyrillic letters that read "apple"
    [InlineData("xn--pypal-4ve.com", "xn--pypal-4ve.com")] // one Cyrillic letter among Latin ones
    [InlineData("xn--80adxhks.xn--p1ai", "москва.рф")]
    [InlineData("xn--r8jz45g.jp", "例え.jp")]
    public void A_domain_is_readable_unless_it_could_pass_for_another(string domain, string shown) => Assert.Equal(shown, DomainText.Of(domain));

    [Fact]
    public void Raw_unicode_that_mixes_scripts_is_shown_in_ascii() => Assert.StartsWith("xn--", DomainText.Of("pаypal.com"), StringComparison.Ordinal);

    [Fact]
    public void References_to_parts_are_found_in_any_quoting()
    {
        HashSet<string> used = [];
        InlineReferences.Find("<img src=\"cid:a@b\"><img src='CID:c%40d'><td background=cid:e@f><p style=\"background:url(cid:g@h)\">", used);
        Assert.Equal(["a@b", "c@d", "e@f", "g@h"], used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<meta charset=utf-8>", "utf-8")]
    [InlineData("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-15'>", "iso-8859-15")]
    [InlineData("<meta name=charset-not content=x>", null)]
    [InlineData("<p>charset=utf-8</p>", null)]
    public void The_charset_an_html_document_names_is_found(string html, string? charset) =>
        Assert.Equal(charset, Mime.Charsets.HtmlCharset.Find(System.Text.Encoding.ASCII.GetBytes(html)));
}
