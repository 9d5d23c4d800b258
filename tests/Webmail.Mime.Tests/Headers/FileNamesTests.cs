using Webmail.Mime.Headers;

namespace Webmail.Mime.Tests.Headers;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\evil.exe", "evil.exe")]
    [InlineData("a\r\nb.txt", "a b.txt")]
    [InlineData("a\0b.txt", "ab.txt")]
    [InlineData("inv\u202Efdp.exe", "invfdp.exe")]
    [InlineData("x\u200B\u2066y.pdf", "xy.pdf")]
    [InlineData("CON", "_CON")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("lpt1.tar.gz", "_lpt1.tar.gz")]
    [InlineData("file.exe.", "file.exe")]
    [InlineData("file.exe ", "file.exe")]
    [InlineData(".htaccess", "_.htaccess")]
    [InlineData("..", "attachment")]
    [InlineData("", "attachment")]
    [InlineData("///", "attachment")]
    [InlineData("a<b>:c\"|?*.txt", "abc.txt")]
    [InlineData("Grüße 2024.pdf", "Grüße 2024.pdf")]
    [InlineData("日本語.txt", "日本語.txt")]
    [InlineData("a    b.txt", "a    b.txt")]
    [InlineData("folder/", "folder")]
    public void Clean_Name_IsSafe(string name, string expected) => Assert.Equal(expected, FileNames.Clean(name));

    [Fact]
    public void Clean_LongName_KeepsTheEnding()
    {
        var clean = FileNames.Clean("invoice.pdf" + new string(' ', 300) + ".exe");
        Assert.EndsWith(".exe", clean, StringComparison.Ordinal);
        Assert.True(clean.Length <= FileNames.MaxLength);
    }

    [Fact]
    public void Clean_LoneSurrogates_AreDropped() => Assert.Equal("ab.txt", FileNames.Clean("a\uD800b.txt"));
}
