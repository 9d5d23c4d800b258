using System.Text;
using System.Text.Json;
using Webmail.TestKit;

namespace Webmail.Tool.Tests;

public sealed class ImapResponseCommandTests
{
    [Fact]
    public async Task A_reply_becomes_one_entry_for_each_response()
    {
        var replies = "* 2 FETCH (UID 14935 FLAGS (\\Seen) BODY[1] {5}\r\nhello)\r\n* LIST (\\Sent) \"/\" \"Entw&APw-rfe\"\r\nA1 OK [READ-ONLY] done\r\n"u8.ToArray();

        var entries = await RunAsync(replies);

        Assert.Equal(["fetch", "list", "tagged"], entries.Select(entry => entry.GetProperty("response").GetString()!));
        Assert.Equal(14935, entries[0].GetProperty("uid").GetInt32());
        Assert.Equal("hello", entries[0].GetProperty("sections")[0].GetProperty("data").GetString());
        Assert.Equal("Entwürfe", entries[1].GetProperty("listing").GetProperty("name").GetString());
        Assert.Equal("ReadOnly", entries[2].GetProperty("code").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_quirk_is_named()
    {
        var entries = await RunAsync(await File.ReadAllBytesAsync(
            Corpus.PathOf("imap/mailkit-imap-responses/domino/fetch-extra-parens.txt"), TestContext.Current.CancellationToken));

        Assert.Contains("ItemInParentheses", entries[0].GetProperty("quirks").GetString()!, StringComparison.Ordinal);
        Assert.Equal("text", entries[0].GetProperty("bodyStructure").GetProperty("mediaType").GetString());
    }

    [Fact]
    public async Task Every_reply_of_the_corpus_is_answered()
    {
        foreach (var file in Corpus.Files("imap/mailkit-imap-responses", "*.txt"))
            Assert.NotEmpty(await RunAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Input_above_the_limit_is_refused_with_exit_code_2()
    {
        using var input = new MemoryStream(new byte[CommandContext.MaxInput + 1]);
        using var error = new StringWriter();

        var code = await CommandTable.RunAsync(["imap-response"], input, Stream.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.StartsWith("refused: ", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> RunAsync(byte[] replies)
    {
        using var input = new MemoryStream(replies);
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = await CommandTable.RunAsync(["imap-response"], input, output, error, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error.ToString());
        return [.. JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).RootElement.EnumerateArray()];
    }
}
