using Webmail.Mime.Charsets;

namespace Webmail.Mime.Tests.Charsets;

/// <summary>Charsets that .NET does not have, and the byte order of UTF-16.</summary>
public sealed class RareCharsetTests
{
    [Theory]
    [InlineData("iso-8859-10", "A1BDFF", "Ą―ĸ")]
    [InlineData("latin6", "AF", "Ŋ")]
    [InlineData("ISO_8859-14", "A1D0FF", "ḂŴÿ")]
    [InlineData("iso-celtic", "F7", "ṫ")]
    [InlineData("ISO-8859-16", "A4AADE", "€ȘȚ")]
    [InlineData("latin10", "A5", "„")]
    [InlineData("iso-2022-cn", "1B2429410E3C3A424F0F61", "己孪a")]
    [InlineData("iso-2022-cn", "1B2429470E4421", "\uFFFD")]
    [InlineData("iso-2022-jp-2", "1B2442467C1B24414463433B1B24284330211B284221", "日你没가!")]
    [InlineData("iso-2022-jp-1", "1B2442467C", "日")]
    [InlineData("iso-2022-jp-2", "1B2449", "")]
    [InlineData("utf-16", "00610062", "ab")]
    [InlineData("utf-16", "61006200", "ab")]
    [InlineData("utf-16", "FEFF00E4", "ä")]
    [InlineData("utf-16be", "FFFEE400", "ä")]
    [InlineData("3D\"iso-8859-15\"", "A4", "€")]
    public void Decode_Declared_GivesText(string charset, string hex, string expected) =>
        Assert.Equal(expected, Charset.Decode(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), charset));

    [Theory]
    [InlineData("iso-8859-10")]
    [InlineData("iso-2022-cn")]
    [InlineData("iso-2022-jp-2")]
    public async Task OpenAsync_CutAnywhere_EqualsDecode(string charset)
    {
        var bytes = Enumerable.Range(0, 6000).SelectMany(_ => Convert.FromHexString("411B2429410E3C3A424F0F0A1B2442467C1B2842")).ToArray();
        using var reader = await Charset.OpenAsync(new MemoryStream(bytes), charset, TestContext.Current.CancellationToken);
        Assert.Equal(Charset.Decode(bytes, charset), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Decode_DamagedIso2022_NeverThrows()
    {
        var random = new Random(9);
        byte[] alphabet = [0x1B, 0x24, 0x28, 0x29, 0x41, 0x42, 0x43, 0x44, 0x47, 0x0E, 0x0F, 0x0A, 0x30, 0x7F, 0xFF];
        for (var round = 0; round < 2000; round++)
        {
            var bytes = Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)]).ToArray();
            Assert.True(Charset.Decode(bytes, "iso-2022-cn").Length <= bytes.Length);
        }
    }
}
