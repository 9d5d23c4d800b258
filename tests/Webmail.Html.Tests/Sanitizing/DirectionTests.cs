using Webmail.Html.Sanitizing;
using Webmail.Html.TextConversion;

namespace Webmail.Html.Tests.Sanitizing;

/// <summary>No browser is left to find out a direction: for a large table of numbers Chromium needs half a minute for that.</summary>
public sealed class DirectionTests
{
    private const string Hebrew = "\u05e9\u05dc\u05d5\u05dd";

    [Theory]
    [InlineData("<p dir=auto>12 Words</p>", "<p dir=\"ltr\">")]
    [InlineData("<p dir=auto>12 " + Hebrew + " Words</p>", "<p dir=\"rtl\">")]
    [InlineData("<p dir=auto>12</p>", "<p dir=\"ltr\">")]
    [InlineData("<div dir=auto><p dir=rtl>" + Hebrew + "</p>Words</div>", "<div dir=\"ltr\">")]
    [InlineData("<div dir=auto><bdi>" + Hebrew + "</bdi>Words</div>", "<div dir=\"ltr\">")]
    [InlineData("<p><bdi>" + Hebrew + "</bdi></p>", "<bdi dir=\"rtl\">")]
    [InlineData("<p><bdi>12</bdi></p>", "<bdi>12")]
    [InlineData("<p dir=rtl>Words</p>", "<p dir=\"rtl\">")]
    public void A_direction_to_be_found_out_is_written_as_it_is_found(string html, string expected) =>
        Assert.Contains(expected, HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Html!.Markup, StringComparison.Ordinal);

    [Fact]
    public void A_long_isolate_without_letters_is_told_too() =>
        Assert.Contains("<bdi dir=\"ltr\">", HtmlSanitizer.Sanitize("<bdi>" + new string('7', 5_000) + "</bdi>", SanitizeOptions.Default).Html!.Markup, StringComparison.Ordinal);

    [Fact]
    public void What_was_settled_stays()
    {
        var once = HtmlSanitizer.Sanitize($"<p dir=auto>{Hebrew}</p><bdi>Words</bdi>", SanitizeOptions.Default).Html!.Body;
        Assert.Equal(once, HtmlSanitizer.Sanitize(once, SanitizeOptions.Default).Html!.Body);
    }

    [Theory]
    [InlineData("12 Words " + Hebrew, TextDirection.LeftToRight)]
    [InlineData("(1) " + Hebrew + " Words", TextDirection.RightToLeft)]
    [InlineData("\u0645\u0631\u062d\u0628\u0627", TextDirection.RightToLeft)]
    [InlineData("\ud83d\ude00 \u65e5\u672c", TextDirection.LeftToRight)]
    [InlineData("\ud83a\udd00", TextDirection.RightToLeft)]
    [InlineData("\u200f12", TextDirection.RightToLeft)]
    [InlineData("\u0661\u0662 12 \ud800", null)]
    [InlineData("", null)]
    public void A_text_runs_as_its_first_letter_does(string text, TextDirection? expected) => Assert.Equal(expected, TextDirections.FirstStrong(text));

    [Fact]
    public void A_plain_text_runs_as_its_first_line_with_letters_does() =>
        Assert.Equal(TextDirection.RightToLeft, PlainText.Read($"> 12\n\n{Hebrew}\nWords", new PlainTextOptions()).Direction);
}
