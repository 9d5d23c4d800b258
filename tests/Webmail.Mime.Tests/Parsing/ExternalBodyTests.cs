using System.Text;
using Webmail.Mime.Parsing;

namespace Webmail.Mime.Tests.Parsing;

public sealed class ExternalBodyTests
{
    [Theory]
    [InlineData("access-type=ANON-FTP; site=x.example; directory=\"/pub\"; name=\"f.txt\"; size=12", "anon-ftp", "ftp://x.example/pub/f.txt", 12L)]
    [InlineData("access-type=URL; URL*0=\"https://x.exa\"; URL*1=\"mple/a b\"", "url", "https://x.example/ab", null)]
    [InlineData("access-type=local-file; name=\"/tmp/f\"", "local-file", "/tmp/f", null)]
    [InlineData("access-type=mail-server; server=\"s@x.example\"; size=x", "mail-server", "s@x.example", null)]
    [InlineData("x=y", "", null, null)]
    public void Of_Part_TellsWhereTheContentIs(string parameters, string type, string? location, long? size)
    {
        var part = MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: message/external-body; {parameters}\r\n\r\nContent-Type: image/gif\r\nContent-ID: <i@x>\r\n\r\n")).Root;
        var body = ExternalBody.Of(part)!;
        Assert.Equal((type, location, size), (body.AccessType, body.Location, body.Size));
        Assert.Equal("image/gif", body.Header.Text("Content-Type"));
    }

    [Fact]
    public void Of_OtherPart_IsNull() => Assert.Null(ExternalBody.Of(MimeMessage.Parse("Subject: x\r\n\r\n"u8.ToArray()).Root));

    [Theory]
    [InlineData("text/vcard", 1)]
    [InlineData("text/x-vcard; charset=utf-8", 1)]
    [InlineData("text/directory; profile=vCard", 1)]
    [InlineData("text/directory", 0)]
    [InlineData("text/plain", 0)]
    public void Plan_ContactCard_IsRecognised(string type, int cards)
    {
        var plan = MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: {type}\r\n\r\nBEGIN:VCARD\r\nEND:VCARD\r\n")).Plan();
        Assert.Equal(cards, plan.ContactCards.Count);
    }
}
