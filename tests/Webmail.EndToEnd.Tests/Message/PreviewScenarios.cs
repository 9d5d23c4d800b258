using System.Net;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>Attachments looked at in place: PDF, sound, a message in a message.</summary>
public sealed class PreviewScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task A_pdf_is_drawn_in_a_frame_without_origin_and_network()
    {
        byte[] pdf = Documents.Pdf("Tide table", ["High water at 06:12", "Low water at 12:31"]);
        var (session, mail) = await OpenedAsync("Tables", Part.Attachment("tides.pdf", "application/pdf", pdf));
        await using var _ = session;
        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Open tides.pdf" }).ClickAsync();
        IFrameLocator frame = mail.Reading.FrameLocator("pdf-view iframe");
        await Expect(frame.Locator(".page canvas")).ToBeVisibleAsync();
        await Expect(frame.Locator(".words")).ToContainTextAsync("High water at 06:12");
        Assert.Equal("null", await frame.Locator("body").EvaluateAsync<string>("() => origin"));
        Assert.Equal("refused", await frame.Locator("body").EvaluateAsync<string>("() => fetch('/health/live').then(() => 'reached', () => 'refused')"));
        await Screenshots.SaveAsync(mail.Page, "pdf-preview");
    }

    [Fact]
    public async Task What_only_says_it_is_a_pdf_is_named_unreadable()
    {
        var (session, mail) = await OpenedAsync("Broken", Part.Attachment("broken.pdf", "application/pdf", "<script>alert(1)</script>"u8.ToArray()));
        await using var _ = session;
        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Open broken.pdf" }).ClickAsync();
        await Expect(mail.Reading.Locator("pdf-view [role=status]")).ToContainTextAsync("can’t be shown here");
    }

    [Fact]
    public async Task Sound_is_given_in_any_range()
    {
        byte[] wave = Wave(400_000);
        var (session, mail) = await OpenedAsync("Sound", Part.Attachment("call.wav", "audio/wav", wave));
        await using var _ = session;
        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Open call.wav" }).ClickAsync();
        ILocator player = mail.Reading.Locator("audio");
        await Expect(player).ToHaveJSPropertyAsync("duration", 50.0);
        await player.EvaluateAsync("player => { player.currentTime = 40; }");
        await Expect(player).ToHaveJSPropertyAsync("currentTime", 40.0);
        await Expect(player).ToHaveJSPropertyAsync("error", null!);

        string source = await player.EvaluateAsync<string>("player => player.src");
        IAPIResponse middle = await session.Context.APIRequest.GetAsync(source, new() { Headers = [new("Range", "bytes=100000-100009")] });
        Assert.Equal((int)HttpStatusCode.PartialContent, middle.Status);
        Assert.Equal($"bytes 100000-100009/{wave.Length}", middle.Headers["content-range"]);
        Assert.Equal(wave[100_000..100_010], await middle.BodyAsync());
        IAPIResponse beyond = await session.Context.APIRequest.GetAsync(source, new() { Headers = [new("Range", $"bytes={wave.Length}-")] });
        Assert.Equal((int)HttpStatusCode.RequestedRangeNotSatisfiable, beyond.Status);
        Assert.Equal($"bytes */{wave.Length}", beyond.Headers["content-range"]);
    }

    [Fact]
    public async Task The_html_of_a_message_in_a_message_stands_in_a_frame_of_its_own()
    {
        byte[] inner = new MessageDraft
        {
            From = Person.Marcus,
            To = [Person.Noor],
            Subject = "Forwarded inside",
            Date = Newest,
            MessageId = "inner@test",
            Body = Part.Multipart("related", "b9",
                Part.Html("<h1 style=\"color:rgb(200,0,0)\">Inner words</h1><script>top.document.title='owned'</script><img src=\"cid:chart@test\" alt=\"Chart\"><img src=\"http://remote.example/x.png\" alt=\"Remote\">"),
                Part.Inline("chart@test", "chart.png", "image/png", Pictures.Chart(210, 80, [10, 60, 90]))),
        }.ToBytes();
        var (session, mail) = await OpenedAsync("Outer", Part.Message(inner, "inside.eml"));
        await using var _ = session;
        await mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Open inside.eml" }).ClickAsync();
        IFrameLocator frame = mail.Reading.FrameLocator(".attachment-viewer iframe");
        await Expect(frame.GetByText("Inner words")).ToHaveCSSAsync("color", "rgb(200, 0, 0)");
        await Expect(frame.Locator("img[alt=Chart]")).ToHaveJSPropertyAsync("naturalWidth", 210);
        await Expect(frame.Locator("script:not([nonce])")).ToHaveCountAsync(0);
        await Expect(mail.Reading.Locator(".attachment-viewer .banner")).ToContainTextAsync("1 remote image blocked");
        Assert.NotEqual("owned", await mail.Page.TitleAsync());
    }

    private async Task<(BrowserSession Session, MailScreen Mail)> OpenedAsync(string subject, Part attachment)
    {
        var (webmail, user) = await UserWithAsync();
        var draft = new MessageDraft
        {
            From = Person.Marcus,
            To = [Person.Noor],
            Subject = subject,
            Date = Newest,
            MessageId = $"{Guid.NewGuid():N}@test",
            Body = Part.Multipart("mixed", "b1", Part.Text("See the file."), attachment),
        };
        await webmail.Dovecot.DeliverAsync(user, draft.ToBytes(), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await mail.OpenAsync(subject);
        return (session, mail);
    }

    /// <summary>Silence of eight thousand octets a second.</summary>
    private static byte[] Wave(int samples)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8_000);
        writer.Write(8_000);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(samples);
        for (int sample = 0; sample < samples; sample++) writer.Write((byte)(128 + sample % 3));
        return file.ToArray();
    }
}
