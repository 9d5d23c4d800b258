using System.Text;
using System.Text.Json;

namespace Webmail.Tool.Tests;

public sealed class MimeCommandsTests
{
    [Fact]
    public async Task Mime_Message_PrintsHeadersAndTree()
    {
        const string Message = "From: =?utf-8?Q?J=C3=BCrgen?= <j@x>\r\nSubject: hi\r\nDate: Tue, 1 Jul 2003 10:52:37 +0200\r\nMessage-ID: <1@x>\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b--\r\n";
        var root = await RunAsync(Message, "mime", "--text");
        Assert.Equal("Jürgen", root.GetProperty("from")[0].GetProperty("name").GetString());
        Assert.Equal("2003-07-01T10:52:37+02:00", root.GetProperty("date").GetString());
        Assert.Equal("1@x", root.GetProperty("messageId").GetString());
        Assert.Equal(0, root.GetProperty("defects").GetArrayLength());
        var children = root.GetProperty("root").GetProperty("children");
        Assert.Equal("text", children[0].GetProperty("text").GetString());
        Assert.Equal("body", children[0].GetProperty("role").GetString());
        Assert.Equal("attachment", children[1].GetProperty("role").GetString());
        Assert.Equal(3, children[1].GetProperty("size").GetInt32());
        Assert.Equal("b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78", children[1].GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Address_Group_PrintsItsName()
    {
        var list = await RunAsync("Friends: a@x, B <b@x>;", "address");
        Assert.Equal("Friends", list[1].GetProperty("group").GetString());
        Assert.Equal("b@x", list[1].GetProperty("address").GetString());
    }

    [Theory]
    [InlineData("Date", "Tue, 1 Jul 2003 10:52:37 +0200", "\"2003-07-01T10:52:37+02:00\"")]
    [InlineData("References", "<a@x> <b@x>", "[\"a@x\",\"b@x\"]")]
    [InlineData("Subject", "=?utf-8?Q?=C3=A4?=", "\"ä\"")]
    [InlineData("Content-Type", "text/plain; charset=utf-8", "{\"type\":\"text/plain\",\"parameters\":{\"charset\":\"utf-8\"}}")]
    [InlineData("Content-Transfer-Encoding", "(x) BASE64;", "\"base64\"")]
    [InlineData("Return-Path", "<a@b>", "[{\"name\":null,\"address\":\"a@b\",\"group\":null}]")]
    [InlineData("ARC-Authentication-Results", "i=2; mx; spf=pass smtp.mailfrom=x", "{\"instance\":2,\"authServer\":\"mx\",\"results\":[{\"method\":\"spf\",\"value\":\"pass\",\"smtp.mailfrom\":\"x\"}]}")]
    [InlineData("List-Unsubscribe", "<mailto:u@x>, <javascript:x>", "[\"mailto:u@x\"]")]
    public async Task Header_Value_PrintsItsType(string name, string value, string expected)
    {
        var json = await RunAsync(value, "header", name);
        Assert.Equal(expected, System.Text.RegularExpressions.Regex.Unescape(JsonSerializer.Serialize(json)));
    }

    [Theory]
    [InlineData("../../etc/pass\u202Ewd\n", "passwd\n")]
    [InlineData("", "attachment\n")]
    public async Task FileName_RawName_PrintsTheSafeOne(string raw, string expected)
    {
        var output = new MemoryStream();
        using var error = new StringWriter();
        await CommandTable.RunAsync(["filename"], new MemoryStream(Encoding.UTF8.GetBytes(raw)), output, error, TestContext.Current.CancellationToken);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task Tnef_OtherFile_PrintsNull() => Assert.Equal(JsonValueKind.Null, (await RunAsync("no winmail.dat", "tnef")).ValueKind);

    [Fact]
    public async Task Mime_MessageInMessage_HasRolesOfItsOwn()
    {
        const string Message = "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ntext\r\n";
        var root = (await RunAsync(Message, "mime")).GetProperty("root");
        Assert.Equal("attachment", root.GetProperty("role").GetString());
        Assert.Equal("body", root.GetProperty("children")[0].GetProperty("role").GetString());
        Assert.Equal(24, root.GetProperty("size").GetInt32());
    }

    private static async Task<JsonElement> RunAsync(string input, params string[] arguments)
    {
        var output = new MemoryStream();
        using var error = new StringWriter();
        var code = await CommandTable.RunAsync(arguments, new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, TestContext.Current.CancellationToken);
        Assert.Equal("", error.ToString());
        Assert.Equal(0, code);
        return JsonDocument.Parse(output.ToArray()).RootElement.Clone();
    }
}
