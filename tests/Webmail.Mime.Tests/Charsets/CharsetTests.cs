using System.Text;
using Webmail.Mime.Charsets;

namespace Webmail.Mime.Tests.Charsets;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("iso-8859-1", "80", "€")]
    [InlineData("latin1", "E4", "ä")]
    [InlineData("ISO-8859-9", "FD", "ı")]
    [InlineData("iso-8859-5", "B0", "А")]
    [InlineData("iso-8859-15", "A4", "€")]
    [InlineData("tis-620", "A1", "ก")]
    [InlineData("cp1251", "C0", "А")]
    [InlineData("windows1251", "C0", "А")]
    [InlineData("koi8-r", "C1", "а")]
    [InlineData("gb2312", "C4E3", "你")]
    [InlineData("hz-gb-2312", "7E7B44637E7D", "你")]
    [InlineData("big5", "A741", "你")]
    [InlineData("shift_jis", "82A0", "あ")]
    [InlineData("x-sjis", "8740", "①")]
    [InlineData("euc-jp", "A4A2", "あ")]
    [InlineData("iso-2022-jp", "1B2442242224241B2842", "あい")]
    [InlineData("ks_c_5601-1987", "B0A1", "가")]
    [InlineData("iso-2022-kr", "1B2429430E30210F", "가")]
    [InlineData("utf-7", "2B414B342D6D", "®m")]
    [InlineData("utf-7", "2B2D", "+")]
    [InlineData("unicode-1-1-utf-7", "2B4A6A6F", "☺")]
    [InlineData("utf-8", "EFBBBFC3A4", "ä")]
    [InlineData("UTF8", "C3A4", "ä")]
    [InlineData("us-ascii", "C3A4", "ä")]
    [InlineData("unknown-8bit", "C3A4", "ä")]
    [InlineData("no such thing", "E4", "ä")]
    [InlineData(null, "68656C6CF6", "hellö")]
    [InlineData("utf-8", "68656C6CF6", "hellö")]
    [InlineData("macintosh", "8A", "ä")]
    public void Decode_Declared_GivesText(string? charset, string hex, string expected) =>
        Assert.Equal(expected, Charset.Decode(Convert.FromHexString(hex), charset));

    [Theory]
    [InlineData("koi8-r", "Привет, как дела? Это письмо без указания кодировки.")]
    [InlineData("windows-1251", "Привет, как дела? Это письмо без указания кодировки.")]
    [InlineData("shift_jis", "こんにちは、お元気ですか。これは日本語のメールです。")]
    [InlineData("euc-jp", "こんにちは、お元気ですか。これは日本語のメールです。")]
    [InlineData("iso-2022-jp", "こんにちは、お元気ですか。")]
    [InlineData("gb18030", "您好，这是一封没有声明字符集的邮件，请查收。谢谢")]
    [InlineData("big5", "您好，這是一封沒有宣告字元集的郵件，請查收。謝謝")]
    [InlineData("euc-kr", "안녕하세요, 문자 집합이 선언되지 않은 메일입니다.")]
    [InlineData("windows-1252", "Größere Änderungen für Müller und François à l’été")]
    [InlineData("utf-8", "Grüße aus Zürich – 你好")]
    public void Decode_Undeclared_IsDetected(string charset, string text) =>
        Assert.Equal(text, Charset.Decode(Charset.Find(charset)!.GetBytes(text), null));

    [Fact]
    public void Decode_Utf7Undeclared_StaysAscii() => Assert.Equal("+ADw-script+AD4-", Charset.Decode("+ADw-script+AD4-"u8, null));

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-7")]
    [InlineData("shift_jis")]
    [InlineData(null)]
    public async Task OpenAsync_LargerThanSample_EqualsDecode(string? charset)
    {
        var bytes = new byte[50_000];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i % 90 + 32);
        using var reader = await Charset.OpenAsync(new MemoryStream(bytes), charset, TestContext.Current.CancellationToken);
        Assert.Equal(Charset.Decode(bytes, charset), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Decode_RandomBytesInEveryKnownCharset_NeverThrows()
    {
        var random = new Random(7);
        var bytes = new byte[500];
        foreach (var name in Encoding.GetEncodings().Select(e => e.Name).Concat(["utf-7", "hz", "iso-2022-kr", "iso-2022-cn", "x-user-defined", "cp99999", "gb18030", "big5", "iso-8859-16"]))
        {
            random.NextBytes(bytes);
            Assert.NotNull(Charset.Decode(bytes, name));
        }
    }
}
