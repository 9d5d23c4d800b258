using System.Text;
using Webmail.Mime.Encodings;

namespace Webmail.Mime.Tests.Encodings;

public sealed class TransferDecodingTests
{
    [Theory]
    [InlineData("base64")]
    [InlineData(" Base64 ")]
    [InlineData("\"base64\"")]
    [InlineData("base64 (comment)")]
    [InlineData("base64;")]
    public void Parse_Base64Spellings_AreBase64(string value) => Assert.Equal(TransferEncoding.Base64, TransferDecoding.Parse(value));

    [Fact]
    public void Base64_LinesOf76_DecodeAtEverySplitPoint()
    {
        var content = Bytes(200);
        var encoded = Encoding.ASCII.GetBytes(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
        for (var split = 0; split <= encoded.Length; split++)
            Assert.Equal(content, Decode(TransferEncoding.Base64, encoded[..split], encoded[split..]));
    }

    [Theory]
    [InlineData("QUJD", "ABC")]
    [InlineData("QUI=", "AB")]
    [InlineData("QUI", "AB")]
    [InlineData("QQ", "A")]
    [InlineData("Q U\tJ\r\nD", "ABC")]
    [InlineData("QUI=QUI=", "ABAB")]
    [InlineData("QUI=\r\n--\r\nfooter of a list", "AB")]
    [InlineData("Q!U#J$D", "ABC")]
    [InlineData("\r\n\r\nQUJD\r\n\r\n", "ABC")]
    public void Base64_AsFound_DecodesByteByByte(string encoded, string expected)
    {
        Assert.Equal(expected, Encoding.ASCII.GetString(Decode(TransferEncoding.Base64, Singles(encoded))));
        Assert.Equal(expected, Encoding.ASCII.GetString(TransferDecoding.Decode(Encoding.ASCII.GetBytes(encoded), "base64")));
    }

    [Theory]
    [InlineData("a=3Db", "a=b")]
    [InlineData("a=\r\nb", "ab")]
    [InlineData("a=\nb", "ab")]
    [InlineData("a=  \r\nb", "ab")]
    [InlineData("a  \r\nb", "a\r\nb")]
    [InlineData("a \t b", "a \t b")]
    [InlineData("a=ZZb", "a=ZZb")]
    [InlineData("a=4", "a=4")]
    [InlineData("a=", "a")]
    [InlineData("a=3d=e4", "a=\u00e4")]
    [InlineData("==41", "=A")]
    [InlineData("a= b", "a= b")]
    [InlineData("a=\rb", "ab")]
    [InlineData("a \rb", "a \rb")]
    [InlineData("a \r", "a\r")]
    [InlineData("a =\r\n b", "a  b")]
    public void QuotedPrintable_AsFound_DecodesByteByByte(string encoded, string expected)
    {
        Assert.Equal(expected, Encoding.Latin1.GetString(Decode(TransferEncoding.QuotedPrintable, Singles(encoded))));
        Assert.Equal(expected, Encoding.Latin1.GetString(TransferDecoding.Decode(Encoding.ASCII.GetBytes(encoded), "quoted-printable")));
    }

    [Fact]
    public void UuEncode_WithTextAround_GivesTheFileOnly()
    {
        const string Encoded = "Hello\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nBye\r\n";
        Assert.Equal("Cat", Encoding.ASCII.GetString(TransferDecoding.Decode(Encoding.ASCII.GetBytes(Encoded), "x-uuencode")));
        Assert.Equal("Cat", Encoding.ASCII.GetString(Decode(TransferEncoding.UuEncode, Singles(Encoded))));
    }

    [Fact]
    public void YEnc_AllByteValues_Decode()
    {
        var content = Bytes(256);
        var body = new List<byte>();
        foreach (var b in content)
        {
            var value = (byte)(b + 42);
            if (value is 0 or 10 or 13 or (byte)'=')
            {
                body.Add((byte)'=');
                value += 64;
            }

            body.Add(value);
            if (body.Count % 100 == 0 && body[^1] != '=') body.AddRange("\r\n"u8);
        }

        byte[] encoded = [.. "=ybegin line=128 size=256 name=x\r\n"u8, .. body, .. "\r\n=yend size=256\r\n"u8];
        Assert.Equal(content, TransferDecoding.Decode(encoded, "x-yenc"));
    }

    [Fact]
    public async Task Open_LargeBody_StreamsThroughSmallReads()
    {
        var content = Bytes(300_000);
        var encoded = Encoding.ASCII.GetBytes(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
        await using var stream = TransferDecoding.Open(new MemoryStream(encoded), "base64");
        var output = new MemoryStream();
        var buffer = new byte[777];
        int read;
        while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0) output.Write(buffer, 0, read);
        Assert.Equal(content, output.ToArray());
    }

    [Fact]
    public async Task Open_Identity_IsTheStreamItself()
    {
        await using var source = new MemoryStream();
        Assert.Same(source, TransferDecoding.Open(source, "8bit"));
    }

    [Fact]
    public void Base64_RandomChunks_DecodeAlike()
    {
        var random = new Random(20261121);
        var content = Bytes(50_000);
        var encoded = Encoding.ASCII.GetBytes(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
        for (var round = 0; round < 50; round++)
        {
            var pieces = new List<byte[]>();
            for (var at = 0; at < encoded.Length;)
            {
                var length = Math.Min(random.Next(1, 5000), encoded.Length - at);
                pieces.Add(encoded[at..(at + length)]);
                at += length;
            }

            Assert.Equal(content, Decode(TransferEncoding.Base64, [.. pieces]));
        }
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)(i * 7 + (i >> 8));
        return bytes;
    }

    private static byte[][] Singles(string text) => text.Select(c => new[] { (byte)c }).ToArray();

    private static byte[] Decode(TransferEncoding encoding, params byte[][] pieces)
    {
        var decoder = TransferDecoder.Create(encoding)!;
        var output = new MemoryStream();
        var buffer = new byte[TransferDecoder.MinDestination];
        for (var i = 0; i <= pieces.Length; i++)
        {
            var source = i < pieces.Length ? pieces[i].AsSpan() : [];
            bool done;
            do
            {
                done = decoder.Decode(source, buffer, final: i == pieces.Length, out var consumed, out var written);
                output.Write(buffer, 0, written);
                source = source[consumed..];
            }
            while (!done);
        }

        return output.ToArray();
    }
}
