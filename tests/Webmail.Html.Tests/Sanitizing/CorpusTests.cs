using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Sanitizing;

public sealed class CorpusTests
{
    [Fact]
    public void Corpora_HaveTheExpectedSize()
    {
        Assert.Equal(223, HtmlCorpus.DomPurify.Count);
        Assert.InRange(HtmlCorpus.Html5Lib.Count, 1_790, 1_800);
    }

    [Fact]
    public void EverySample_IsShownAndHoldsOnlyListedMarkup()
    {
        foreach (var html in HtmlCorpus.All) SafeMarkup.AssertSafe(Sanitized.Html(html).Body, html);
    }

    [Fact]
    public void EverySample_SanitisedTwiceIsTheSame()
    {
        foreach (var html in HtmlCorpus.All)
        {
            var once = Sanitized.Html(html).Body;
            Assert.Equal(once, Sanitized.Html(once).Body);
        }
    }

    [Fact]
    public void Mutations_EndInSafeMarkupOrARefusal()
    {
        var refused = 0;
        foreach (var html in Mutations.Of([.. HtmlCorpus.DomPurify, .. HtmlCorpus.Html5Lib], 2_000, seed: 11))
        {
            var result = HtmlSanitizer.Sanitize(html, SanitizeOptions.Default);
            Assert.NotEqual(SanitizeRefusal.ParserFailed, result.Refusal);
            if (!result.IsSafe) refused++;
            else SafeMarkup.AssertSafe(result.Html.Body, html);
        }
        Assert.InRange(refused, 0, 20);
    }

    [Fact]
    public void Mutations_SanitisedTwiceAreTheSame()
    {
        foreach (var html in Mutations.Of([.. HtmlCorpus.DomPurify, .. HtmlCorpus.Html5Lib], 1_000, seed: 12))
        {
            if (HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Html?.Body is { } once) Assert.Equal(once, Sanitized.Html(once).Body);
        }
    }
}
