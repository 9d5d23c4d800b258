using System.Diagnostics;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Sanitizing;

public sealed class LimitTests
{
    private const int Megachar = 1024 * 1024;

    /// <summary>Far above what one megabyte takes (below 1 s), so that a loaded machine does not fail it; a quadratic step takes minutes.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("<p>x")]
    [InlineData("<b>")]
    [InlineData("<b><p>")]
    [InlineData("<font color=red>x</font>")]
    [InlineData("<a><div>")]
    [InlineData("<svg><style><div>")]
    [InlineData("<math><mi>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<table><b>x</b></table>")]
    [InlineData("<p a=1 b=2 c=3 d=4>")]
    [InlineData("<!--")]
    [InlineData("&lt")]
    [InlineData("<")]
    [InlineData("<style>.a{color:red}</style>")]
    [InlineData("<template><p></p></template>")]
    [InlineData("<x>a</x>")]
    [InlineData("a<!---->")]
    [InlineData("<img src=http://x/y>")]
    [InlineData("<h1><h2>")]
    [InlineData("<ruby><rt>")]
    [InlineData("<select><option>")]
    public void AMegabyteOfAnything_IsShownOrRefusedInTime(string unit)
    {
        var html = string.Concat(Enumerable.Repeat(unit, Megachar / unit.Length));
        var clock = Stopwatch.StartNew();
        var result = HtmlSanitizer.Sanitize(html, SanitizeOptions.Default);
        Assert.True(result.IsSafe || result.Refusal != SanitizeRefusal.None);
        Assert.True(clock.Elapsed < Generous, $"{clock.Elapsed} for {unit}");
    }

    [Fact]
    public void FormattingOpenedAgainFarDown_IsRefusedWhereBrowsersWouldFlattenIt()
    {
        var fonts = Enumerable.Range(0, 180).Select(number => $"<font color=#{number:x6}>").Chunk(60).Select(some => "<div>" + string.Concat(some) + "</div>");
        var html = string.Concat(fonts) + string.Concat(Enumerable.Repeat("<div>", 385)) + "x";
        Assert.Equal(SanitizeRefusal.TooDeep, HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Refusal);
    }

    [Theory]
    [InlineData("<style>", "a{", "")]
    [InlineData("<style>", "a(", "")]
    [InlineData("<style>", "@media all{", "")]
    [InlineData("<style>", ":not(", "")]
    [InlineData("<style>", "a,", "{color:red}")]
    [InlineData("<style>", "a>", "{color:red}")]
    [InlineData("<style>a{width:", "calc(", "}")]
    [InlineData("<style>", "/*", "")]
    [InlineData("<style>a{color:", "\\", "}")]
    [InlineData("<p style='", "color:red;", "'>")]
    public void HundredsOfKilobytesOfCss_EndInTime(string start, string unit, string end)
    {
        var html = start + string.Concat(Enumerable.Repeat(unit, 400_000 / unit.Length)) + end;
        var clock = Stopwatch.StartNew();
        Assert.True(HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).IsSafe);
        Assert.True(clock.Elapsed < Generous, $"{clock.Elapsed} for {unit}");
    }

    [Fact]
    public void ATableOfThreeMegabytes_IsShown()
    {
        var html = "<table>" + string.Concat(Enumerable.Repeat("<tr><td>some text here</td><td>1234</td><td style='color:red'>z</td></tr>", 40_000)) + "</table>";
        Assert.Contains("some text here", Sanitized.Html(html, new SanitizeOptions { Limits = new HtmlLimits { MaxTime = TimeSpan.FromMinutes(1) } }).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(500, false)]
    public void NestedTables_DependOnTheDepthLimit(int depth, bool shown)
    {
        var html = string.Concat(Enumerable.Repeat("<div>", depth)) + "x" + string.Concat(Enumerable.Repeat("</div>", depth));
        Assert.Equal(shown, HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).IsSafe);
    }

    [Theory]
    [InlineData("<p>one<li>two")]
    [InlineData("<p>one<tr><td>two")]
    [InlineData("<p><b>one</p>")]
    [InlineData("<table><tr><td><b>one<td><p>two</table>")]
    [InlineData("<dt>one<dd>two")]
    [InlineData("<div>one</span></div>")]
    public void UnclosedParagraphsAndItems_AreNotDepth(string unit)
    {
        var html = string.Concat(Enumerable.Repeat(unit, 2_000));
        Assert.True(HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).IsSafe);
    }

    [Fact]
    public void AClockThatSaysTooLong_Refuses()
    {
        var options = new SanitizeOptions { Clock = new JumpingClock() };
        Assert.Equal(SanitizeRefusal.TooSlow, HtmlSanitizer.Sanitize(string.Concat(Enumerable.Repeat("<p>x</p>", 100)), options).Refusal);
    }

    [Fact]
    public void AttributesPastTheLimit_AreRefused()
    {
        var html = "<p " + string.Concat(Enumerable.Range(0, 300).Select(i => $"a{i}=1 ")) + ">";
        Assert.Equal(SanitizeRefusal.TooManyAttributes, HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Refusal);
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now += 60 * TimestampFrequency;
    }
}
