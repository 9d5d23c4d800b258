using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

public sealed class EncodedWordsTests
{
    [Theory]
    [InlineData("=?utf-8?B?w?= =?utf-8?B?6Q==?=", "é")]
    [InlineData("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é")]
    [InlineData("=?UTF-8?B?4pyT?= =?iso-8859-1?Q?=E9?=", "✓é")]
    [InlineData("=?utf-8?q?a?= plain =?utf-8?q?b?=", "a plain b")]
    [InlineData("a=?utf-8?q?b?=c", "abc")]
    [InlineData("=?us-ascii?Q?=E9?=", "é")]
    [InlineData("=?nonsense?Q?=C3=A9?=", "é")]
    [InlineData("=?iso-2022-jp?B?GyRCJCIbKEI=?= =?iso-2022-jp?B?GyRCJCQbKEI=?=", "あい")]
    [InlineData("=?utf-8?Q?inject=0D=0ABcc:_x?=", "inject  Bcc: x")]
    [InlineData("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?Q?never ends", "=?utf-8?Q?never ends")]
    [InlineData("=??Q?abc?=", "=??Q?abc?=")]
    [InlineData("[SPAM] =?utf-8?B?SGk?=", "[SPAM] Hi")]
    [InlineData("100 % =?= safe", "100 % =?= safe")]
    public void Decode_Value_GivesText(string raw, string expected) => Assert.Equal(expected, EncodedWords.Decode(Encoding.Latin1.GetBytes(raw)));

    [Fact]
    public void Decode_RawUtf8_IsRead() => Assert.Equal("Grüße", EncodedWords.Decode("Grüße"u8));

    [Fact]
    public void Decode_RawLatin1_IsDetected() => Assert.Equal("Grüße", EncodedWords.Decode(Encoding.Latin1.GetBytes("Grüße")));

    [Fact]
    public void Decode_MillionOpeningsWithoutEnd_IsQuickAndLiteral()
    {
        var raw = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("=?utf-8?q?x ", 100_000))[..^1]);
        Assert.Equal(raw.Length, EncodedWords.Decode(raw).Length);
    }
}
