using Webmail.Html.Css;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Sanitizing;

public sealed class DarkenTests
{
    private static readonly SanitizeOptions Dark = new() { Darken = true };

    [Fact]
    public void Darken_WhatIsKeptOut_IsCountedOnce()
    {
        var remote = Sanitized.Html("<body bgcolor=white><img src='https://a.example/1.jpg'><img src='https://a.example/2.gif' width=1 height=1>x", Dark).Remote;
        Assert.Equal(1, remote.BlockedImages);
        Assert.Equal(1, remote.TrackingPixels);
    }

    [Fact]
    public void Darken_WhitePaper_GetsDarkPaperAndLightInk()
    {
        var safe = Sanitized.Html("<body bgcolor=white text=black><p style='color:#333'>x", Dark);
        Assert.True(safe.IsDark);
        Assert.Contains("style=\"background-color:#161616;color:#ffffff\"", safe.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("#333", safe.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Darken_DarkMail_IsLeftAlone()
    {
        const string Html = "<body style='background:#101418;color:#eee'><p style='color:#9cf'>x";
        Assert.Equal(Sanitized.Html(Html).Body, Sanitized.Html(Html, Dark).Body);
        Assert.True(Sanitized.Html(Html).IsDark);
    }

    [Theory]
    [InlineData(0x000000, 0xFFFFFF)]
    [InlineData(0x777777, 0xFFFFFF)]
    [InlineData(0x0645AD, 0xFFFFFF)]
    [InlineData(0xFFFFFF, 0x0B5563)]
    [InlineData(0xFFFFFF, 0xB4282D)]
    [InlineData(0x333333, 0xFFF3CD)]
    [InlineData(0x1F3C88, 0xF4F4F4)]
    public void Invert_ReadablePair_StaysReadable(int ink, int paper)
    {
        var before = Contrast(CssColor.FromRgb(ink), CssColor.FromRgb(paper));
        var after = Contrast(DarkPaper.Invert(CssColor.FromRgb(ink)), DarkPaper.Invert(CssColor.FromRgb(paper)));
        Assert.True(after >= Math.Min(before * 0.7, 4.5), $"{before:F1} became {after:F1}");
    }

    [Fact]
    public void Darken_Newsletter_ReadsBack()
    {
        SafeMarkup.AssertSafe(Sanitized.Html(HtmlCorpus.Newsletter, Dark).Body, "newsletter");
    }

    private static double Contrast(CssColor one, CssColor other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(CssColor color)
    {
        static double Linear(byte channel) => channel / 255.0 <= 0.04045 ? channel / 255.0 / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);
        return 0.2126 * Linear(color.Red) + 0.7152 * Linear(color.Green) + 0.0722 * Linear(color.Blue);
    }
}
