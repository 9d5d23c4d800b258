using System.Text;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;
using Webmail.Mime.Text;
using Webmail.Mime.Tnef;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>Inputs that want to cost more than they weigh. The tests hold their memory, the benchmarks print their time (they compile this file too).</summary>
internal static class Bombs
{
    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    public static readonly (string Name, Func<string> Make)[] Messages =
    [
        ("depth 100,000 of multiparts", () => string.Concat(Enumerable.Range(0, 100_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"))),
        ("depth 100,000 with one boundary", () => Repeat("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 100_000)),
        ("depth 100,000 of messages", () => Repeat("Content-Type: message/rfc822\n\n", 100_000)),
        ("1,000,000 parts", () => "Content-Type: multipart/mixed; boundary=b\n\n" + Repeat("--b\n\nx\n", 1_000_000)),
        ("1,000,000 empty parts", () => "Content-Type: multipart/mixed; boundary=b\n\n" + Repeat("--b\n", 1_000_000)),
        ("100,000 headers", () => Repeat("A: b\n", 100_000) + "\nx"),
        ("10 MB of one header line", () => "Subject: " + new string('a', 10_000_000) + "\n\nx"),
        ("10 MB folded header", () => "Subject: a\n" + Repeat(" bcdefghi\n", 1_000_000) + "\nx"),
        ("10 MB header that never ends", () => Repeat("X-Field: abcdefgh\n", 550_000)),
        ("40,000-line header field", () => "References: <a@b>\n" + Repeat(" <0123456789012345678901234567890123456789@example.org>\n", 40_000) + "\nx"),
        ("prefix boundaries", () => string.Concat(Enumerable.Range(1, 99).Select(i => $"Content-Type: multipart/mixed; boundary={new string('a', i)}\n\n--{new string('a', i)}\n")) + "\n" + Repeat("--" + new string('a', 60) + "b\n", 100_000)),
        ("lines that could be boundaries", () => string.Concat(Enumerable.Range(1, 99).Select(i => $"Content-Type: multipart/mixed; boundary=x{i}\n\n--x{i}\n")) + "\n" + Repeat("--\n", 2_000_000)),
        ("giant boundary", () => "Content-Type: multipart/mixed; boundary=\"" + new string('a', 1_000_000) + "\"\n\n--" + new string('a', 1_000_000) + "\n\nx"),
        ("wrong boundaries nested", () => Repeat("Content-Type: multipart/mixed; boundary=no\n\n--y\n\n", 50_000) + "--y--"),
        ("no boundary, many candidates", () => "Content-Type: multipart/mixed; boundary=no\n\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"--c{i}\n"))),
        ("missing boundary parameter", () => "Content-Type: multipart/mixed\n\n" + Repeat("--b\nContent-Type: multipart/mixed\n\n", 50_000)),
        ("10 MB of NUL", () => new string('\0', 10_000_000)),
        ("10 MB of line feeds", () => "Content-Type: multipart/mixed; boundary=b\n\n" + new string('\n', 10_000_000)),
        ("10 MB of colons", () => new string(':', 10_000_000)),
        ("digest of 200,000", () => "Content-Type: multipart/digest; boundary=b\n\n" + Repeat("--b\n\nSubject: x\n\n", 200_000)),
        ("encoded messages in messages", () => Encoded(12)),
        ("encoded multiparts in multiparts", () => Encoded(12, "multipart/mixed; boundary=b")),
        ("wrong boundaries, each inside the one before", () => string.Concat(Enumerable.Range(0, 90).Select(i => $"Content-Type: multipart/mixed; boundary=no\n\n--y{i}\n")) + Repeat("text of the mail\n", 200_000) + string.Concat(Enumerable.Range(0, 90).Reverse().Select(i => $"--y{i}--\n"))),
        ("1,000,000 parameters", () => "Content-Type: text/plain" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $";a{i}=b")) + "\n\nx"),
    ];

    public static readonly (string Name, Func<string> Make, Action<byte[]> Read)[] Values =
    [
        ("1,000,000 pieces of RFC 2231", () => "text/plain" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $";n*{i}*=a")), b => ContentType.Parse(b)),
        ("100,000 addresses", () => Repeat("Name <a@example.org>, ", 100_000), b => AddressList.Parse(b)),
        ("nested groups", () => Repeat("g:", 500_000), b => AddressList.Parse(b)),
        ("nested comments", () => new string('(', 5_000_000), b => AddressList.Parse(b)),
        ("comments that never close", () => Repeat("a (", 1_000_000), b => AddressList.Parse(b)),
        ("quotes that never close", () => Repeat("a \"", 1_000_001), b => AddressList.Parse(b)),
        ("angles that never close", () => Repeat("<a,", 1_000_000), b => AddressList.Parse(b)),
        ("angles with commas", () => "<" + new string(',', 5_000_000) + ">", b => AddressList.Parse(b)),
        ("backslashes in a quote", () => "\"" + new string('\\', 5_000_000), b => AddressList.Parse(b)),
        ("encoded words without end", () => Repeat("=?utf-8?q?x ", 300_000), b => EncodedWords.Decode(b)),
        ("300,000 encoded words", () => Repeat("=?utf-8?q?x?= ", 300_000), b => EncodedWords.Decode(b)),
        ("encoded words of many charsets", () => string.Concat(Enumerable.Range(0, 100_000).Select(i => $"=?c{i}?q?x?= ")), b => EncodedWords.Decode(b)),
        ("1,000,000 identifiers", () => Repeat("<a>", 1_000_000), b => MessageIds.Parse(b)),
        ("identifiers that never close", () => new string('<', 5_000_000), b => MessageIds.Parse(b)),
        ("date of 1 MB", () => Repeat("1 ", 500_000), b => _ = MailDate.TryParse(b, out _)),
        ("date of comments", () => Repeat("((", 500_000), b => _ = MailDate.TryParse(b, out _)),
        ("Received of 1 MB", () => Repeat("from (a ", 125_000), b => ReceivedHeader.Parse(b)),
        ("Authentication-Results of 1 MB", () => Repeat("a=b;", 250_000), b => AuthenticationResults.Parse(b)),
        ("20 MB of base64", () => Repeat("QUJDREVGR0g=", 1_600_000), b => Read(b, "base64")),
        ("20 MB of padding", () => new string('=', 20_000_000), b => Read(b, "base64")),
        ("20 MB of spaces in quoted-printable", () => new string(' ', 20_000_000), b => Read(b, "quoted-printable")),
        ("20 MB of equals signs", () => new string('=', 20_000_000), b => Read(b, "quoted-printable")),
        ("20 MB uuencode line", () => "begin 644 x\n" + new string('M', 20_000_000), b => Read(b, "x-uuencode")),
        ("flowed quotes", () => new string('>', 2_000_000), b => FlowedText.Decode(Encoding.Latin1.GetString(b), delSp: false)),
        ("file name of 5 MB", () => Repeat("a/\u00e9", 1_600_000), b => FileNames.Clean(Encoding.Latin1.GetString(b))),
        ("TNEF of attachments", () => "\u0078\u009f\u003e\u0022\0\0" + Repeat("\u0002\u0002\u0090\u0006\0\0\0\0\0\0\0", 300_000), b => TnefContents.Parse(b)),
        ("rich text of open groups", () => "{\\rtf1\\fromhtml1 " + Repeat("{", 3_000_000), b => RtfBody.FindHtml(b)),
        ("rich text of fonts", () => "{\\rtf1{\\fonttbl" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{{\\f{i}\\fcharset204 A;}}")) + "}", b => RtfBody.ToText(b)),
        ("rich text of quotes", () => "{\\rtf1\\fromhtml1 " + Repeat("\\rdblquote", 300_000), b => RtfBody.FindHtml(b)),
        ("escapes of ISO-2022", () => Repeat("\u001b$)A\u000e", 600_000), b => Charset.Decode(b, "iso-2022-cn")),
        ("TNEF with a property count of billions", () => "\u0078\u009f\u003e\u0022\0\0\u0001\u0003\u0090\u0006\0\u0008\0\0\0\u00ff\u00ff\u00ff\u007f\0\0\0\0\0\0", b => TnefContents.Parse(b)),
    ];

    private static void Read(byte[] bytes, string encoding)
    {
        using var stream = TransferDecoding.Open(new MemoryStream(bytes), encoding);
        var block = new byte[8192];
        while (stream.Read(block, 0, block.Length) > 0)
        {
        }
    }

    private static string Encoded(int levels, string type = "message/rfc822")
    {
        var inner = "Subject: inside\r\n\r\n" + new string('x', 100_000);
        for (var i = 0; i < levels; i++)
            inner = (type[0] == 'm' && type[1] == 'u' ? "--b\r\n" : "") + $"Content-Type: {type}\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(Encoding.Latin1.GetBytes(inner), Base64FormattingOptions.InsertLineBreaks);
        return inner;
    }
}
