using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

public sealed class ReadingScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const int AttachmentLength = 3_000_017;

    [Fact]
    public async Task An_attachment_arrives_byte_for_byte()
    {
        var (webmail, user) = await UserWithAsync();
        byte[] file = Documents.Noise(new Random(5), AttachmentLength);
        await webmail.Dovecot.DeliverAsync(user, Message(
            "With a file",
            Part.Multipart("mixed", "b1", Part.Html("<p>Please find the <b>recording</b> attached.</p>"), Part.Attachment("Größe.bin", "application/octet-stream", file))), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("With a file");
        await Expect(mail.MessageFrame.GetByText("recording")).ToBeVisibleAsync();

        ILocator link = mail.Reading.Locator(".attachment-tile a[download]");
        IDownload download = await mail.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Equal("Größe.bin", download.SuggestedFilename);
        await using Stream content = await download.CreateReadStreamAsync();
        Assert.Equal(SHA256.HashData(file), await SHA256.HashDataAsync(content, Ct));
    }

    [Fact]
    public async Task Html_mail_is_shown_without_asking_any_other_host()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Newsletter", Part.Html(
            "<p>Hello reader</p><img src=\"https://track.example.test/pixel.gif\"><style>@import url(https://css.example.test/a.css); p{background:url(https://bg.example.test/b.png)}</style>" +
            "<link rel=stylesheet href=\"https://css.example.test/c.css\"><iframe src=\"https://frame.example.test/\"></iframe>")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        var foreign = new List<string>();
        session.Context.Request += (_, request) =>
        {
            if (new Uri(request.Url).Host is not "localhost" && request.Url.StartsWith("http", StringComparison.Ordinal)) foreign.Add(request.Url);
        };
        await mail.OpenAsync("Newsletter");
        await Expect(mail.MessageFrame.GetByText("Hello reader")).ToBeVisibleAsync();
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task Hostile_html_runs_no_script()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Hostile", Part.Html(
            "<p>Only this line</p><script>top.document.title='owned'</script><img src=x onerror=\"top.document.title='owned'\"><a href=\"javascript:top.document.title='owned'\">link</a>" +
            "<svg onload=\"top.document.title='owned'\"></svg><form action=\"https://example.test\"><input name=password></form>")), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Hostile");
        await Expect(mail.MessageFrame.GetByText("Only this line")).ToBeVisibleAsync();
        await Expect(mail.MessageFrame.Locator("form, svg, input")).ToHaveCountAsync(0);
        Assert.NotEqual("owned", await mail.Page.TitleAsync());
        Assert.Equal("", await mail.Reading.Locator(".message-frame:not(.behind) iframe").EvaluateAsync<string>("frame => frame.sandbox.contains('allow-same-origin') ? 'same origin' : ''"));
    }

    [Fact]
    public async Task Inline_pictures_are_seen()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message("Pictures", Part.Multipart("related", "b1",
            Part.Html("<p>The week</p><img src=\"cid:chart@test\" alt=\"Chart\">"),
            Part.Inline("chart@test", "chart.png", "image/png", Pictures.Chart(210, 80, [10, 60, 90])))), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Pictures");
        ILocator picture = mail.MessageFrame.Locator("img[alt=Chart]");
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 210);
    }

    [Theory]
    [InlineData("iso-2022-jp", "会議の時間")]
    [InlineData("koi8-r", "Привет из порта")]
    [InlineData("gb18030", "关于下周的会议")]
    public async Task Old_charsets_are_read(string charset, string subject)
    {
        var (webmail, user) = await UserWithAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = Encoding.GetEncoding(charset);
        var draft = new MessageDraft
        {
            From = Person.Marcus,
            To = [Person.Noor],
            Subject = subject,
            SubjectCharset = encoding,
            Date = Newest,
            MessageId = "charset@test",
            Body = Part.Text($"{subject}!", charset: encoding, encoding: TransferEncoding.Base64),
        };
        await webmail.Dovecot.DeliverAsync(user, draft.ToBytes(), Ct);
        var (session, screen) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await screen.OpenAsync(subject);
        await Expect(screen.Reading).ToContainTextAsync($"{subject}!");
    }

    private static byte[] Message(string subject, Part body) => new MessageDraft
    {
        From = Person.Marcus,
        To = [Person.Noor],
        Subject = subject,
        Date = Newest,
        MessageId = $"{Guid.NewGuid():N}@test",
        Body = body,
    }.ToBytes();
}
