using System.Text;
using Webmail.Mail.Reading;

namespace Webmail.Mail.Tests.Reading;

public sealed class NestedMessagesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_as_a_file_is_opened_with_its_head_text_and_files()
    {
        var file = Samples.WithAttachment("base64", Samples.Base64([1, 2, 3]), "a.bin");
        var message = await NestedMessages.ReadAsync(file, Ct);
        Assert.Equal("With attachment", message!.Subject);
        Assert.Equal("ines@tidewater.test", Assert.Single(message.From).Address);
        Assert.Single(message.Text!.Text.Blocks);
        var part = Assert.Single(message.Attachments);
        await using var inner = await NestedMessages.OpenPartAsync(file, part.Section, Ct);
        Assert.Equal("a.bin", inner!.FileName);
        using var bytes = new MemoryStream();
        await inner.Content.CopyToAsync(bytes, Ct);
        Assert.Equal([1, 2, 3], bytes.ToArray());
    }

    [Fact]
    public async Task Html_inside_is_shown_as_its_words()
    {
        var message = await NestedMessages.ReadAsync(Samples.Message("Subject: x\nContent-Type: text/html", "<script>alert(1)</script><p>Hello <b>you</b></p>"), Ct);
        Assert.Equal("Hello you", string.Concat(message!.Text!.Text.Blocks.SelectMany(block => block.Lines).SelectMany(line => line).Select(piece => piece.Text)).Trim());
    }

    [Fact]
    public async Task What_is_no_message_is_told_apart()
    {
        Assert.Null(await NestedMessages.ReadAsync(new byte[] { 0x78, 0x9F, 0x3E, 0x22, 0 }, Ct));
        Assert.Null(await NestedMessages.OpenPartAsync(Encoding.ASCII.GetBytes("Subject: x\r\n\r\ny"), "7", Ct));
    }

    [Theory]
    [InlineData("setup.exe", FileRisk.Program)]
    [InlineData("invoice.pdf.exe", FileRisk.Disguised)]
    [InlineData("photo.jpg.LNK", FileRisk.Disguised)]
    [InlineData("plan.v2.js", FileRisk.Program)]
    [InlineData("budget.xlsm", FileRisk.Macros)]
    [InlineData("page.html", FileRisk.Page)]
    [InlineData("report.pdf", FileRisk.None)]
    [InlineData("archive.tar.gz", FileRisk.None)]
    [InlineData("README", FileRisk.None)]
    public void The_real_ending_decides_about_the_risk(string name, FileRisk risk) => Assert.Equal(risk, FileRisks.Of(name));
}
