using System.Text;
using Webmail.Mime.Parsing;
using Webmail.Mime.Tnef;

namespace Webmail.Mime.Tests.Tnef;

public sealed class TnefTests
{
    private static readonly byte[] Sample = new TnefFile()
        .Attribute(1, 0x00069007, [0xE4, 0x04, 0, 0, 0, 0, 0, 0])
        .Attribute(1, 0x00018004, Encoding.Latin1.GetBytes("Grüße\0"))
        .Attribute(1, 0x00069003, TnefFile.Properties((0x1000, 0x1F, TnefFile.Unicode("Hallo Welt")), (0x1013, 0x102, "<p>Hallo</p>"u8.ToArray())))
        .Attribute(2, 0x00069002, new byte[14])
        .Attribute(2, 0x00018010, "SHORT~1.PDF\0"u8.ToArray())
        .Attribute(2, 0x0006800F, [1, 2, 3, 4, 5])
        .Attribute(2, 0x00069005, TnefFile.Properties((0x3707, 0x1F, TnefFile.Unicode("Ein langer Name.pdf")), (0x370E, 0x1E, "application/pdf\0"u8.ToArray())))
        .Attribute(2, 0x00069002, new byte[14])
        .Attribute(2, 0x00069005, TnefFile.Properties((0x3701, 0x0D, [.. new byte[16], .. new TnefFile().Attribute(1, 0x0002800C, "inner text\0"u8.ToArray()).ToArray()])))
        .ToArray();

    [Fact]
    public void Parse_Sample_GivesBodiesAndAttachments()
    {
        var contents = TnefContents.Parse(Sample);
        Assert.False(contents.HasDefect);
        Assert.Equal("Grüße", contents.Subject);
        Assert.Equal("Hallo Welt", contents.PlainBody);
        Assert.Equal("<p>Hallo</p>", Encoding.ASCII.GetString(contents.HtmlBody.Span));
        Assert.Equal("Ein langer Name.pdf", contents.Attachments[0].Name);
        Assert.Equal([1, 2, 3, 4, 5], contents.Attachments[0].Data.ToArray());
        Assert.Equal("inner text", contents.Attachments[1].Embedded!.PlainBody);
    }

    [Fact]
    public async Task OpenAsync_Sample_IsAMessageTree()
    {
        var message = await TnefMessage.OpenAsync(Sample, TestContext.Current.CancellationToken);
        var plan = message!.Plan();
        Assert.Equal("Hallo Welt", ((MimePart)plan.PlainView[0]).DecodeText());
        Assert.Equal(["Ein langer Name.pdf", "message.eml"], plan.Attachments.Select(a => a.FileName));
        Assert.Equal([1, 2, 3, 4, 5], ((MimePart)plan.Attachments[0].Part).Decode());
    }

    [Fact]
    public void Parse_CutAnywhere_NeverFails()
    {
        for (var length = 0; length < Sample.Length; length++) Assert.NotNull(TnefContents.Parse(Sample.AsMemory(0, length)));
    }

    [Fact]
    public void Parse_RandomDamage_NeverFails()
    {
        var random = new Random(4);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = (byte[])Sample.Clone();
            for (var i = 0; i < 4; i++) bytes[random.Next(6, bytes.Length)] = (byte)random.Next(256);
            Assert.NotNull(TnefContents.Parse(bytes));
        }
    }

    [Fact]
    public void CompressedRtf_SpecificationExample_Inflates()
    {
        // MS-OXRTFCP section 4.1.
        var data = Convert.FromHexString("2D0000002B0000004C5A4675F1C5C7A703000A007263706731323542320AF32068656C090020627705B06C647D0A800FA0");
        var text = Encoding.ASCII.GetString(CompressedRtf.Decode(data, out _));
        Assert.Equal("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", text);
    }
}
