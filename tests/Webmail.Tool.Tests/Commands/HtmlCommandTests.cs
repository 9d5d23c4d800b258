using System.Text;

namespace Webmail.Tool.Tests.Commands;

public sealed class HtmlCommandTests
{
    [Theory]
    [InlineData("<p onclick=x>Hi<script>alert(1)</script>", "<div class=\"mail-root\"><section class=\"mail-body\"><p>Hi</p></section></div>", "sanitize")]
    [InlineData("color:red;background:url(//e)", "color:red", "css")]
    [InlineData("p{color:red}@import 'x';", ".mail-root p{color:red}\n", "css", "--sheet")]
    [InlineData("a <b> http://x.example/", "<div class=\"m-text\" dir=\"auto\" style=\"white-space:pre-wrap\">a &lt;b&gt; <a href=\"http://x.example/\" target=\"_blank\" rel=\"noopener noreferrer\">http://x.example/</a>\n</div>", "text2html")]
    public async Task Command_Input_GivesWhatTheProductShows(string input, string expected, params string[] arguments)
    {
        var (code, output) = await RunAsync(input, arguments);
        Assert.Equal((0, expected), (code, output));
    }

    [Fact]
    public async Task Sanitize_ImagesThroughTheProxy_NamesOnlyTheProxy()
    {
        var (code, output) = await RunAsync("<img src=http://a.example/x.png>", "sanitize", "--images=proxy");
        Assert.Equal(0, code);
        Assert.Contains("src=\"/proxy?url=http%3A%2F%2Fa.example%2Fx.png\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sanitize_PastALimit_Exits2()
    {
        var (code, output) = await RunAsync(string.Concat(Enumerable.Repeat("<div>", 50_000)), "sanitize");
        Assert.Equal((2, ""), (code, output));
    }

    private static async Task<(int Code, string Output)> RunAsync(string input, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = await CommandTable.RunAsync(arguments, new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, TestContext.Current.CancellationToken);
        return (code, Encoding.UTF8.GetString(output.ToArray()));
    }
}
