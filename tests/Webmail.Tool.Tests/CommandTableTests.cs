namespace Webmail.Tool.Tests;

public sealed class CommandTableTests
{
    [Theory]
    [InlineData]
    [InlineData("no-such-command")]
    public async Task RunAsync_NoKnownCommand_PrintsTheUsageAndExits64(params string[] arguments)
    {
        using var error = new StringWriter();

        var code = await CommandTable.RunAsync(arguments, Stream.Null, Stream.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(64, code);
        Assert.StartsWith("usage: webmail-tool COMMAND", error.ToString(), StringComparison.Ordinal);
    }
}
