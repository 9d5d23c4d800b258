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
}
