using Webmail.Html.TextConversion;

namespace Webmail.Html.Tests.TextConversion;

public sealed class PlainTextTests
{
    private static IReadOnlyList<TextBlock> Blocks(string text, bool flowed = false, bool delSp = false) =>
        PlainText.Read(text, new PlainTextOptions(flowed, delSp)).Blocks;

    private static string TextOf(TextBlock block) => string.Join('\n', block.Lines.Select(line => string.Concat(line.Select(piece => piece.Text))));

    [Fact]
    public void Read_QuoteMarks_BecomeDepths()
    {
        var blocks = Blocks("mine\r\n> one\r\n>> two\r\n> > two\r\n>three words");
        Assert.Equal([(0, "mine"), (1, "one"), (2, "two\ntwo"), (1, "three words")], blocks.Select(block => (block.QuoteDepth, TextOf(block))));
    }

    [Fact]
    public void Read_SignatureMark_StartsTheSignature()
    {
        var blocks = Blocks("text\n-- \nAnn\nBoss");
        Assert.Equal([TextBlockKind.Text, TextBlockKind.Signature], blocks.Select(block => block.Kind));
        Assert.True(blocks[1].StartsFolded);
    }

    [Fact]
    public void Read_QuoteAtTheEnd_StartsFolded()
    {
        var blocks = Blocks("answer\n\nOn Monday Ann wrote:\n> a\n> b\n> c\n> d\n");
        Assert.Equal([false, true, true], blocks.Select(block => block.StartsFolded));
    }

    [Fact]
    public void Read_QuoteFollowedByWords_StaysOpen()
    {
        Assert.DoesNotContain(Blocks("> a\n> b\n> c\n> d\nanswer below\n"), block => block.StartsFolded);
    }

    [Fact]
    public void Read_Flowed_JoinsLinesOfOneDepth()
    {
        var blocks = Blocks("one \ntwo\n> q1 \n> q2\n From stuffed\n-- \nsig", flowed: true);
        Assert.Equal(["one two", "q1 q2", "From stuffed", "-- \nsig"], blocks.Select(TextOf));
    }

    [Fact]
    public void Read_FlowedWithDelSp_TakesTheSpaceAway()
    {
        Assert.Equal("onetwo", TextOf(Blocks("one \ntwo", flowed: true, delSp: true)[0]));
    }

    [Fact]
    public void Read_LongRun_IsCutIntoBlocks()
    {
        var blocks = Blocks(string.Concat(Enumerable.Repeat("line\n", 1_000)));
        Assert.All(blocks, block => Assert.InRange(block.LineCount, 1, PlainText.MaxLinesPerBlock));
        Assert.Equal(1_000, blocks.Sum(block => block.LineCount));
    }

    [Fact]
    public void Read_OneEndlessLine_IsCut()
    {
        var text = new string('x', 1_000_000);
        var lines = Blocks(text).SelectMany(block => block.Lines).ToList();
        Assert.All(lines, line => Assert.InRange(line.Sum(piece => piece.Text.Length), 1, PlainText.MaxLineChars));
        Assert.Equal(text, string.Concat(lines.SelectMany(line => line).Select(piece => piece.Text)));
    }

    [Theory]
    [InlineData("see http://a.example/x.", "http://a.example/x")]
    [InlineData("(https://a.example/b_(c))", "https://a.example/b_(c)")]
    [InlineData("<https://a.example/?q=1&r=2>", "https://a.example/?q=1&r=2")]
    [InlineData("www.example.com, and", "https://www.example.com")]
    [InlineData("write to bob.smith+x@mail.example!", "mailto:bob.smith+x@mail.example")]
    [InlineData("mailto:bob@mail.example?subject=hi", "mailto:bob@mail.example?subject=hi")]
    [InlineData("HTTPS://A.EXAMPLE/X", "https://A.EXAMPLE/X")]
    [InlineData("\"http://a.example\"onmouseover=alert(1)", "http://a.example")]
    [InlineData("http://münchen.example/ü", "http://münchen.example/ü")]
    public void Lines_Address_BecomesALink(string line, string href)
    {
        var pieces = Blocks(line)[0].Lines.Single();
        Assert.Equal(href, Assert.Single(pieces.OfType<TextLink>()).Href);
        Assert.Equal(line, string.Concat(pieces.Select(piece => piece.Text)));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://")]
    [InlineData("www.")]
    [InlineData("a@b")]
    [InlineData("@example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("5@1.2")]
    public void Lines_NoAddress_StaysText(string line)
    {
        Assert.DoesNotContain(Blocks(line)[0].Lines.Single(), piece => piece is TextLink);
    }

    [Fact]
    public void Convert_Payloads_StayText()
    {
        foreach (var payload in HtmlCorpus.DomPurify)
        {
            var html = TextToHtml.Convert(payload, new PlainTextOptions());
            SafeMarkup.AssertSafe(html, payload);
        }
    }
}
