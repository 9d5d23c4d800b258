using Webmail.Mime.Text;

namespace Webmail.Mime.Tests.Text;

public sealed class FlowedTextTests
{
    [Theory]
    [InlineData("a \nb\nc", "a b\nc")]
    [InlineData("> a \n> b\n>> c", "> a b\n>> c")]
    [InlineData("> a \nb", "> a \nb")]
    [InlineData(" >not a quote", ">not a quote")]
    [InlineData("text\n-- \nname", "text\n-- \nname")]
    [InlineData("a \n-- \nb", "a \n-- \nb")]
    [InlineData("a\n\nb\n", "a\n\nb\n")]
    public void Decode_Flowed_JoinsParagraphs(string text, string expected) => Assert.Equal(expected, FlowedText.Decode(text, delSp: false));

    [Fact]
    public void Decode_DelSp_DropsTheMarkingSpace() => Assert.Equal("日本語です", FlowedText.Decode("日本 \n語です", delSp: true));

    [Theory]
    [InlineData("short")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")]
    [InlineData("> quoted one two three four five six seven eight nine ten eleven twelve thirteen fourteen\nplain")]
    [InlineData("From here\n indented\n>quote")]
    [InlineData("a\n-- \nname\n\nlast")]
    [InlineData("averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword and more")]
    public void Encode_ThenDecode_GivesTheSameText(string text) =>
        Assert.Equal(text.Replace(">quote", "> quote", StringComparison.Ordinal), FlowedText.Decode(FlowedText.Encode(text), delSp: false));

    [Fact]
    public void Preview_LeavesOutQuotesAndPadding() =>
        Assert.Equal("Hello there See you", PreviewText.Of("Hello   there\n\nOn 1 May, a@b.c wrote:\n> old text\n=======\nSee you\u200C\u034F\n-- \nsignature"));
}
