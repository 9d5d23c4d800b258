using System.Text;
using System.Text.Json;
using Webmail.TestKit;

namespace Webmail.Tool.Tests;

public sealed class ImapResponseCommandTests
{
    [Fact]
    public async Task A_reply_becomes_one_line_for_each_response()
    {
        var lines = await RunAsync("* 2 FETCH (UID 14935 FLAGS (\\Seen) BODY[1] {5}\r\nhello)\r\n* LIST (\\Sent) \"/\" \"Entw&APw-rfe\"\r\nA1 OK [READ-ONLY] done\r\n"u8.ToArray());

        Assert.Equal(["FETCH", "LIST", "tagged"], lines.Select(Kind));
        Assert.Equal((2, 14935), (lines[0].GetProperty("number").GetInt32(), lines[0].GetProperty("UID").GetInt32()));
        var body = lines[0].GetProperty("BODY[1]");
        Assert.Equal((5, "hello"), (body.GetProperty("size").GetInt32(), body.GetProperty("text").GetString()));
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", body.GetProperty("sha256").GetString());
        Assert.Equal(("Entwürfe", "\\Sent"), (lines[1].GetProperty("mailbox").GetString(), lines[1].GetProperty("attributes")[0].GetString()));
        Assert.Equal(("A1", "OK", "READ-ONLY"), (lines[2].GetProperty("tag").GetString(), lines[2].GetProperty("status").GetString(), lines[2].GetProperty("code").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_long_literal_is_told_by_size_and_hash_alone()
    {
        var lines = await RunAsync(Encoding.ASCII.GetBytes($"* 1 FETCH (BODY[]<0> {{5000}}\r\n{new string('x', 5000)} UID 3)\r\n"));

        var body = Assert.Single(lines).GetProperty("BODY[]<0>");
        Assert.Equal((5000, 64), (body.GetProperty("size").GetInt32(), body.GetProperty("sha256").GetString()!.Length));
        Assert.False(body.TryGetProperty("text", out _));
    }

    [Theory]
    [InlineData("* SORT 5 3 4", "SORT", "numbers", "[5,3,4]")]
    [InlineData("* SEARCH 2 84 (MODSEQ 917162500)", "SEARCH", "MODSEQ", "917162500")]
    [InlineData("* ESEARCH (TAG \"a1\") UID PARTIAL (-1:-3 9:7) COUNT 4", "ESEARCH", "PARTIAL", "{\"range\":\"-1:-3\",\"numbers\":\"9:7\"}")]
    [InlineData("* ESEARCH (TAG \"a1\") UID ALL 1,5:9 RELEVANCY (4 99)", "ESEARCH", "RELEVANCY", "[4,99]")]
    [InlineData("* ESEARCH (TAG \"B01\") UID ADDTO (0 32768:32769)", "ESEARCH", "ADDTO", "[{\"position\":0,\"numbers\":\"32768:32769\"}]")]
    [InlineData("* ESEARCH (TAG \"a\" MAILBOX \"x\" UIDVALIDITY 7) UID ALL 1", "ESEARCH", "UIDVALIDITY", "7")]
    [InlineData("* THREAD (3 2)(1)", "THREAD", "threads", "[{\"number\":3,\"children\":[{\"number\":2,\"children\":[]}]},{\"number\":1,\"children\":[]}]")]
    [InlineData("* NAMESPACE ((\"\" \"/\")) NIL ((\"#s/\" NIL))", "NAMESPACE", "shared", "[{\"prefix\":\"#s/\",\"delimiter\":null}]")]
    [InlineData("* QUOTA \"\" (STORAGE 10 512)", "QUOTA", "resources", "[{\"name\":\"STORAGE\",\"usage\":10,\"limit\":512}]")]
    [InlineData("* QUOTAROOT INBOX \"a\" b", "QUOTAROOT", "roots", "[\"a\",\"b\"]")]
    [InlineData("* ACL INBOX fred rwipslda", "ACL", "entries", "[{\"identifier\":\"fred\",\"rights\":\"rwipslda\"}]")]
    [InlineData("* LISTRIGHTS INBOX smith la r s", "LISTRIGHTS", "optional", "[\"r\",\"s\"]")]
    [InlineData("* MYRIGHTS INBOX lrs", "MYRIGHTS", "rights", "\"lrs\"")]
    [InlineData("* METADATA INBOX (/private/a NIL /private/b \"x\")", "METADATA", "entries", "[{\"name\":\"/private/a\",\"value\":null},{\"name\":\"/private/b\",\"value\":\"x\"}]")]
    [InlineData("* METADATA \"\" /shared/comment", "METADATA", "changed", "[\"/shared/comment\"]")]
    [InlineData("* VANISHED (EARLIER) 41,43:116", "VANISHED", "uids", "\"41,43:116\"")]
    [InlineData("* LANGUAGE (EN DE)", "LANGUAGE", "languages", "[\"EN\",\"DE\"]")]
    [InlineData("* GENURLAUTH \"imap://a\" \"imap://b\"", "GENURLAUTH", "urls", "[\"imap://a\",\"imap://b\"]")]
    [InlineData("* URLFETCH \"imap://a\" NIL", "URLFETCH", "entries", "[{\"url\":\"imap://a\",\"content\":null}]")]
    [InlineData("* JMAPACCESS \"https://mail.test/jmap\"", "JMAPACCESS", "url", "\"https://mail.test/jmap\"")]
    [InlineData("* COMPARATOR i;octet (i;ascii-casemap)", "COMPARATOR", "matching", "[\"i;ascii-casemap\"]")]
    [InlineData("* XLIST (\\Inbox) \"/\" Posteingang", "XLIST", "attributes", "[\"\\\\Inbox\"]")]
    [InlineData("* STATUS INBOX (MESSAGES 2 SIZE 5 MAILBOXID (F1))", "STATUS", "MAILBOXID", "\"F1\"")]
    [InlineData("* 7 UIDFETCH (FLAGS (\\Seen))", "UIDFETCH", "UID", "7")]
    [InlineData("* 7 FETCH (X-GM-LABELS (\\Inbox \"a b\") X-GM-MSGID 12 X-GM-THRID 13)", "FETCH", "X-GM-THRID", "\"13\"")]
    [InlineData("* 7 FETCH (EMAILID (M1) THREADID NIL SAVEDATE NIL PREVIEW \"hi\")", "FETCH", "PREVIEW", "\"hi\"")]
    [InlineData("* BYE [UNAVAILABLE] later", "BYE", "code", "{\"name\":\"UNAVAILABLE\",\"known\":true}")]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1] hello", "PREAUTH", "status", "\"PREAUTH\"")]
    [InlineData("* OK [X-MADE-UP 1 2] odd", "OK", "code", "{\"name\":\"X-MADE-UP\",\"known\":false,\"arguments\":\"1 2\"}")]
    [InlineData("+ idling", "continuation", "text", "\"idling\"")]
    [InlineData("* XYZZY 1", "unknown", "name", "\"XYZZY\"")]
    [InlineData("* LIST", "malformed", "name", "\"LIST\"")]
    public async Task Fields_have_the_names_of_the_RFCs(string reply, string kind, string field, string value)
    {
        var line = Assert.Single(await RunAsync(Encoding.Latin1.GetBytes(reply + "\r\n")));

        Assert.Equal((kind, value), (Kind(line), line.GetProperty(field).GetRawText()));
    }

    [Theory]
    [InlineData("ALERT")]
    [InlineData("ALREADYEXISTS")]
    [InlineData("AUTHENTICATIONFAILED")]
    [InlineData("AUTHORIZATIONFAILED")]
    [InlineData("BADCOMPARATOR")]
    [InlineData("BADEVENT")]
    [InlineData("BADURL")]
    [InlineData("CANNOT")]
    [InlineData("CLIENTBUG")]
    [InlineData("CLOSED")]
    [InlineData("COMPRESSIONACTIVE")]
    [InlineData("CONTACTADMIN")]
    [InlineData("CORRUPTION")]
    [InlineData("EXPIRED")]
    [InlineData("EXPUNGEISSUED")]
    [InlineData("HASCHILDREN")]
    [InlineData("INUSE")]
    [InlineData("LIMIT")]
    [InlineData("NONEXISTENT")]
    [InlineData("NOPERM")]
    [InlineData("NOTIFICATIONOVERFLOW")]
    [InlineData("NOTSAVED")]
    [InlineData("NOUPDATE \"a1\"")]
    [InlineData("OVERQUOTA")]
    [InlineData("PARSE")]
    [InlineData("PRIVACYREQUIRED")]
    [InlineData("SERVERBUG")]
    [InlineData("TEMPFAIL")]
    [InlineData("TOOBIG")]
    [InlineData("TRYCREATE")]
    [InlineData("UIDNOTSTICKY")]
    [InlineData("UIDREQUIRED")]
    [InlineData("UNAVAILABLE")]
    [InlineData("UNDEFINED-FILTER x")]
    [InlineData("UNKNOWN-CTE")]
    [InlineData("URLMECH INTERNAL")]
    [InlineData("USEATTR")]
    [InlineData("MESSAGELIMIT 1000 23221")]
    [InlineData("INPROGRESS (\"a1\" 5 10)")]
    [InlineData("METADATA MAXSIZE 1024")]
    [InlineData("COPYUID 7 1:3 4:6")]
    [InlineData("MODIFIED 7,9")]
    [InlineData("BADCHARSET (UTF-8)")]
    [InlineData("HIGHESTMODSEQ 715194045007")]
    public async Task Codes_of_the_RFCs_are_known(string code)
    {
        var line = Assert.Single(await RunAsync(Encoding.ASCII.GetBytes($"a1 NO [{code}] no\r\n")));

        Assert.True(line.GetProperty("code").GetProperty("known").GetBoolean());
        Assert.Equal(code.Split(' ')[0], line.GetProperty("code").GetProperty("name").GetString());
        Assert.Equal("no", line.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("* 1 FETCH (BODY[] {99999}\r\nshort")]
    [InlineData("* 1 FETCH (BODY[] {9223372036854775807}\r\n")]
    [InlineData("* 1 FETCH (BODY[] {99999999999999999999}\r\n")]
    [InlineData("\0\0\u00ff\u00fe\r\n* \r\n*\r\n+\r\n[\r\n")]
    [InlineData("* OK [\r\n* OK [CAPABILITY\r\n* THREAD (((((((((((\r\n")]
    public async Task Nonsense_is_answered_too(string reply) => Assert.All(await RunAsync(Encoding.Latin1.GetBytes(reply)), line => Assert.NotEqual("", Kind(line)));

    [Fact]
    public async Task A_quirk_is_forgiven_by_name()
    {
        var lines = await RunAsync(await File.ReadAllBytesAsync(
            Corpus.PathOf("imap/mailkit-imap-responses/domino/fetch-extra-parens.txt"), TestContext.Current.CancellationToken));

        Assert.Contains("ItemInParentheses", lines[0].GetProperty("forgiven").EnumerateArray().Select(quirk => quirk.GetString()));
        Assert.Equal("text", lines[0].GetProperty("BODYSTRUCTURE").GetProperty("type").GetString());
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
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Kind(JsonElement line) => line.GetProperty("kind").GetString()!;
}
