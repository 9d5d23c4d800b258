using System.Text;
using Webmail.Protocols.Smtp;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Tests.Smtp;

public sealed class ContentEncoderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData(".", "..\r\n")]
    [InlineData(".\r\n.\r\n", "..\r\n..\r\n")]
    [InlineData("a\r\n.b\r\n", "a\r\n..b\r\n")]
    [InlineData("a.\r\nb", "a.\r\nb\r\n")]
    [InlineData("a\n.b", "a\r\n..b\r\n")]
    [InlineData("a\r.b", "a\r\n..b\r\n")]
    [InlineData("a\n\nb", "a\r\n\r\nb\r\n")]
    [InlineData("a\r\r\nb", "a\r\n\r\nb\r\n")]
    [InlineData("a\r\n\r\n", "a\r\n\r\n")]
    [InlineData("a\r", "a\r\n")]
    [InlineData("\r", "\r\n")]
    [InlineData("\n.\r\n", "\r\n..\r\n")]
    [InlineData("a\n.\nMAIL FROM:<x>\r\n", "a\r\n..\r\nMAIL FROM:<x>\r\n")]
    [InlineData("a\r.\rMAIL FROM:<x>\r\n", "a\r\n..\r\nMAIL FROM:<x>\r\n")]
    [InlineData("a\r\n.\n", "a\r\n..\r\n")]
    [InlineData("a\n.\r\nb", "a\r\n..\r\nb\r\n")]
    public void However_it_is_cut_lines_end_with_CRLF_and_dots_are_doubled(string source, string wire)
    {
        var octets = Encoding.ASCII.GetBytes(source);
        Assert.Equal(wire, Encode(octets, octets.Length + 1));
        for (var size = 1; size < octets.Length; size++)
        {
            Assert.Equal(wire, Encode(octets, size));
        }
    }

    [Fact]
    public void Random_octets_leave_as_lines_that_no_server_can_read_otherwise()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var octets = new byte[random.Next(0, 40)];
            for (var i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)"\r\n.ab"[random.Next(5)];
            }

            var wire = Encode(octets, random.Next(1, 9));
            Assert.DoesNotContain('\r', wire.Replace("\r\n", "", StringComparison.Ordinal));
            Assert.DoesNotContain('\n', wire.Replace("\r\n", "", StringComparison.Ordinal));
            Assert.All(wire.Split("\r\n"), line => Assert.True(line is not ['.', not '.', ..] and not ".", wire));
            Assert.True(wire.Length == 0 || wire.EndsWith("\r\n", StringComparison.Ordinal));
        }
    }

    /// <summary>The quick way for whole lines against the rules written down one octet at a time.</summary>
    [Fact]
    public void Long_stretches_of_whole_lines_with_something_crooked_in_them_leave_as_the_rules_say()
    {
        var random = new Random(8);
        for (var round = 0; round < 2000; round++)
        {
            var source = new StringBuilder();
            for (var line = random.Next(1, 40); line > 0; line--)
            {
                source.Append(random.Next(8) == 0 ? "." : "").Append('x', random.Next(0, 90)).Append(random.Next(12) switch { 0 => "\n", 1 => "\r", _ => "\r\n" });
            }

            var expected = string.Concat(source.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => (line.StartsWith('.') ? "." : "") + line + "\r\n"));
            Assert.Equal(expected, Encode(Encoding.ASCII.GetBytes(source.ToString().TrimEnd('\r', '\n')), random.Next(1, 3000)));
        }
    }

    [Theory]
    [InlineData(998, true)]
    [InlineData(999, false)]
    public void A_long_line_among_whole_lines_is_found(int length, bool fits)
    {
        var octets = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("short\r\n", 300)) + new string('a', length) + "\r\n" + string.Concat(Enumerable.Repeat("short\r\n", 300)));
        var encode = () => Encode(octets, octets.Length);
        Assert.Equal(fits, Record.Exception(encode) is null);
    }

    [Fact]
    public void Chunks_get_CRLF_but_no_dots() =>
        Assert.Equal(".a\r\n.\r\n", Encode(".a\n."u8.ToArray(), 2, stuffDots: false));

    [Theory]
    [InlineData(998, true)]
    [InlineData(999, false)]
    public void A_line_of_998_octets_is_the_longest(int length, bool fits)
    {
        var octets = Encoding.ASCII.GetBytes("x\r\n." + new string('a', length - 1) + "\r\ny");
        if (fits)
        {
            Assert.Contains("\r\n.." + new string('a', length - 1) + "\r\n", Encode(octets, 100), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(SmtpProblem.LongLine, Assert.Throws<ContentException>(() => Encode(octets, 100)).Problem);
        }
    }

    [Fact]
    public void Eight_bit_octets_in_a_seven_bit_message_are_refused() =>
        Assert.Equal(SmtpProblem.NotSevenBit, Assert.Throws<ContentException>(() => Encode("caf\u00e9"u8.ToArray(), 2, body: SmtpBody.SevenBit)).Problem);

    private static string Encode(byte[] source, int size, bool stuffDots = true, SmtpBody body = SmtpBody.EightBit)
    {
        var encoder = new ContentEncoder(body, stuffDots, 998);
        using var wire = new MemoryStream();
        foreach (var block in source.Chunk(size))
        {
            var target = new byte[ContentEncoder.RoomFor(block.Length)];
            wire.Write(target, 0, encoder.Encode(block, target));
        }

        var end = new byte[2];
        wire.Write(end, 0, encoder.Finish(end));
        return Encoding.Latin1.GetString(wire.ToArray());
    }
}
