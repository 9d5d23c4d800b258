using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

/// <summary>Messages that break the structure, and where a reader would still see text.</summary>
public sealed class BrokenMessageTests
{
    [Theory]
    [InlineData("Subject: x\nText without an empty line\nmore text\n", "x", "Text without an empty line\nmore text\n")]
    [InlineData("Subject: x\nno field\nFrom: a@b\n\nbody", "x", "body")]
    [InlineData("Subject: x\r\n\t\r\ntext after a line of white space\r\n", "x", "text after a line of white space\r\n")]
    [InlineData("Subject: x\r\n \r\nFrom: a@b\r\n\r\nbody", "x", "body")]
    [InlineData("stray line\nSubject: x\n\nbody", "x", "body")]
    [InlineData("Dear all\nNote: this is text\n\nbody", null, "Dear all\nNote: this is text\n\nbody")]
    [InlineData("\uFEFFSubject: x\n\nbody", "x", "body")]
    [InlineData("Subject: x\rFrom: a@b\r\rline 1\rline 2\r", "x", "line 1\nline 2\n")]
    [InlineData("From x@y Mon Jan 1\nSubject: x\n\nbody", "x", "body")]
    public void Parse_BrokenHeader_LosesNoText(string text, string? subject, string body)
    {
        var message = MimeMessage.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal(subject, message.Subject);
        Assert.Equal(body, message.Root.DecodeText());
    }

    [Fact]
    public void Parse_PartWithoutEmptyLine_KeepsItsText()
    {
        var message = MimeMessage.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nthe text\n--b--\n"u8.ToArray());
        Assert.Equal("the text", Assert.Single(message.Root.Children).DecodeText());
    }

    [Fact]
    public void Parse_BoundaryWithTrailingSpace_IsFound()
    {
        var message = MimeMessage.Parse("Content-Type: multipart/mixed; boundary=\"=_b \"\n\n--=_b\n\none\n--=_b--\n"u8.ToArray());
        Assert.Equal("one", Assert.Single(message.Root.Children).DecodeText());
    }

    [Fact]
    public void Parse_MultipartEncodedAsAWhole_IsOpened()
    {
        var parts = Convert.ToBase64String("preamble\n--b\n\none\n--b\n\ntwo\n--b--\n"u8);
        var message = MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n{parts}\n"));
        Assert.Equal(["one", "two"], message.Root.Children.Select(c => c.DecodeText()));
        Assert.Contains(message.Defects, d => d.Kind == MimeDefectKind.EncodedComposite);
        Assert.Equal(parts + "\n", Encoding.ASCII.GetString(message.Root.RawBody.Span));
    }

    [Theory]
    [InlineData("(comment) base64")]
    [InlineData("BASE64;")]
    [InlineData("\"base64\"")]
    [InlineData("base64 (comment)")]
    public void Parse_OddTransferEncoding_IsUnderstood(string value) =>
        Assert.Equal("ä", MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Transfer-Encoding: {value}\n\nw6Q=\n")).Root.DecodeText());

    [Theory]
    [InlineData("text/plain, charset=utf-8", "charset", "utf-8")]
    [InlineData("text/plain; charset=utf-8, name=a.txt", "charset", "utf-8")]
    [InlineData("application/pdf; name=\"C:\\Dir\\a.pdf\"", "name", "C:\\Dir\\a.pdf")]
    [InlineData("application/pdf; name=\"a\\\"b\\\\c.pdf\"", "name", "a\"b\\c.pdf")]
    public void ContentType_OddParameters_AreUnderstood(string value, string name, string expected)
    {
        var type = Webmail.Mime.Headers.ContentType.Parse(Encoding.ASCII.GetBytes(value));
        Assert.Equal(expected, type.Parameters[name]);
        Assert.DoesNotContain(",", type.Subtype, StringComparison.Ordinal);
    }
}
