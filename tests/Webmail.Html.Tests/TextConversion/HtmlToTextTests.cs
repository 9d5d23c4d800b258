using Webmail.Html.TextConversion;

namespace Webmail.Html.Tests.TextConversion;

public sealed class HtmlToTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("a<br>b<br><br>c", "a\nb\n\nc")]
    [InlineData("<div>a</div><div>b</div>", "a\nb")]
    [InlineData("  many \n  spaces  ", "many spaces")]
    [InlineData("<ul><li>x<li>y</ul><ol><li>x<li>y</ol>", "• x\n• y\n\n1. x\n2. y")]
    [InlineData("<blockquote>q<br>r</blockquote>mine", "> q\n> r\n\nmine")]
    [InlineData("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("&lt;b&gt; &amp; &eacute;", "<b> & é")]
    [InlineData("<head><title>t</title></head><style>x{}</style><script>y</script>z", "z")]
    [InlineData("a<div style='display:none'>hidden<div>x</div></div>b", "ab")]
    [InlineData("<img alt='Logo'> text", "Logo text")]
    [InlineData("a <b>b</b><i>c</i> d", "a bc d")]
    [InlineData("5 < 6 <3", "5 < 6 <3")]
    [InlineData("<title>unclosed", "")]
    public void Convert_GivesWhatAReaderSees(string html, string expected)
    {
        Assert.Equal(expected, HtmlToText.Convert(html, new HtmlToTextOptions()).Trim());
    }

    [Fact]
    public void Convert_WithTargets_NamesThem()
    {
        var options = new HtmlToTextOptions { ShowLinkTargets = true };
        Assert.Equal("click <https://a.example/x> or https://b.example/", HtmlToText.Convert("<a href='https://a.example/x'>click</a> or <a href='https://b.example/'>https://b.example/</a>", options));
    }

    [Fact]
    public void Preview_TakesHiddenPreheaderAndDropsFillers()
    {
        Assert.Equal("Sale today Hello", HtmlToText.Preview("<div style='display:none'>Sale today&zwnj;&nbsp;&#847;</div><h1>Hello</h1>"));
    }

    [Fact]
    public void Preview_IsBounded()
    {
        Assert.Equal(50, HtmlToText.Preview(new string('x', 10_000), 50).Length);
    }

    [Fact]
    public void Convert_EverySample_EndsWithoutMarkup()
    {
        foreach (var html in HtmlCorpus.All) Assert.DoesNotContain('\0', HtmlToText.Convert(html.Replace("\0", "", StringComparison.Ordinal), new HtmlToTextOptions()));
    }
}
