using System.Text;
using Webmail.Mime.Parsing;
using Webmail.Mime.Tnef;

namespace Webmail.Mime.Tests.Tnef;

public sealed class RtfBodyTests
{
    // After the example of MS-OXRTFEX section 4.1.
    private const string Wrapped = @"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fmodern\fcharset204 Courier New;}}{\colortbl\red0\green0\blue0;}\uc1\pard\plain\deftab360 \f0\fs24 "
        + "{\\*\\htmltag19 <html>}{\\*\\htmltag2 \\par }{\\*\\htmltag50 <body>}\\htmlrtf \\lang1033 \\htmlrtf0 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Gr\\'fc\\'dfe \\{x\\}{\\*\\htmltag84 &lt;}\\htmlrtf <\\htmlrtf0 {\\*\\mhtmltag84 <img>}\\u8364?\\lquote z\\rquote "
        + "{\\f1\\'c0}\\htmlrtf }\\htmlrtf0 {\\*\\htmltag72 </p>}\r\n{\\*\\htmltag27 </body></html>}}";

    private const string Plain = @"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Riched20;}{\info{\author A}}\f0 First line\par Se\'e4cond \b bold\b0  \u-10179?\u-8704?\par{\pict\wmetafile8 0102ff}End}";

    [Fact]
    public void FindHtml_WrappedDocument_GivesItBack() =>
        Assert.Equal("<html>\r\n<body><p>Grüße {x}&lt;€&lsquo;z&rsquo;А</p></body></html>", RtfBody.FindHtml(Encoding.Latin1.GetBytes(Wrapped)));

    [Fact]
    public void FindHtml_OtherDocument_IsNull() => Assert.Null(RtfBody.FindHtml(Encoding.Latin1.GetBytes(Plain)));

    [Fact]
    public void ToText_Document_GivesItsWords() => Assert.Equal("First line\nSeäcond bold 😀\nEnd", RtfBody.ToText(Encoding.Latin1.GetBytes(Plain)));

    [Theory]
    [InlineData(Wrapped, "text/html")]
    [InlineData(Plain, "text/plain")]
    public async Task OpenAsync_RichTextOnly_HasABody(string rtf, string type)
    {
        byte[] stored = [0, 0, 0, 0, .. BitConverter.GetBytes(rtf.Length), .. "MELA"u8, 0, 0, 0, 0, .. Encoding.Latin1.GetBytes(rtf)];
        var file = new TnefFile().Attribute(1, 0x00069003, TnefFile.Properties(
            (0x1009, 0x102, stored), (0x0C1F, 0x1F, TnefFile.Unicode("a@b.example")), (0x0C1A, 0x1F, TnefFile.Unicode("Jürgen")),
            (0x0039, 0x40, BitConverter.GetBytes(new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToFileTimeUtc())), (0x1035, 0x1E, "<id@x>\0"u8.ToArray()))).ToArray();
        var message = await TnefMessage.OpenAsync(file, TestContext.Current.CancellationToken);
        var body = (MimePart)message!.Plan().HtmlView[0];
        Assert.Equal(type, body.ContentType.ToString());
        Assert.Equal("Jürgen <a@b.example>", message.From.Mailboxes[0].ToString());
        Assert.Equal(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero), message.Date);
        Assert.Equal("id@x", message.MessageId);
    }

    [Fact]
    public void Read_DamagedDocument_NeverThrows()
    {
        var random = new Random(5);
        var bytes = Encoding.Latin1.GetBytes(Wrapped);
        for (var round = 0; round < 3000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var i = 0; i < 5; i++) damaged[random.Next(damaged.Length)] = (byte)"{}\\'u*09 \xff"[random.Next(10)];
            Assert.NotNull(RtfBody.ToText(damaged));
            Assert.NotNull(RtfBody.FindHtml(damaged) ?? "");
        }
    }
}
