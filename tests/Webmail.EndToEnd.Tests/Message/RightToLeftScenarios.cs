using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>Mail in scripts that run from right to left, in an interface that does not.</summary>
public sealed class RightToLeftScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string Arabic = "\u0645\u0631\u062d\u0628\u0627 \u0646\u0648\u0631\u060c \u0623\u0631\u0641\u0642\u062a \u0627\u0644\u0646\u0633\u062e\u0629 \u0627\u0644\u0623\u062e\u064a\u0631\u0629 \u0645\u0646 \u0627\u0644\u0639\u0642\u062f (version 3).";
    private const string Hebrew = "\u05e9\u05dc\u05d5\u05dd \u05e0\u05d5\u05e8, \u05d4\u05d7\u05d5\u05d6\u05d4 \u05de\u05e6\u05d5\u05e8\u05e3.";

    [Theory]
    [InlineData(1440, 900, Arabic)]
    [InlineData(390, 844, Hebrew)]
    public async Task Words_begin_at_the_right_in_text_and_in_simple_html(int width, int height, string words)
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Message(words + " 1", Part.Text(words + "\n\nNoor\n")), Ct);
        await webmail.Dovecot.DeliverAsync(user, Message(words + " 2", Part.Html($"<p>{words}</p><ul><li>{words}</li></ul><blockquote>{words}</blockquote>")), Ct);
        await using BrowserSession session = await Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        MailScreen mail = await (await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password)).ReadyAsync();
        await mail.OpenAsync(words + " 2");
        await Expect(mail.MessageFrame.Locator("p").First).ToHaveCSSAsync("direction", "rtl");
        await Screenshots.SaveAsync(mail.Page, $"rtl-html-{width}");
        await mail.Page.GotoAsync("/mail");
        await mail.ReadyAsync();
        await mail.OpenAsync(words + " 1");
        ILocator body = mail.Reading.Locator(".message-body");
        await Expect(body).ToHaveCSSAsync("direction", "rtl");
        Assert.True(await body.Locator("p").First.EvaluateAsync<bool>("""
            words => {
              const range = document.createRange();
              range.selectNodeContents(words);
              return words.getBoundingClientRect().right - range.getBoundingClientRect().right < 4;
            }
            """), "the words do not begin at the right");
        await Screenshots.SaveAsync(mail.Page, $"rtl-text-{width}");
    }

    private static byte[] Message(string subject, Part body) => new MessageDraft
    {
        From = new Person("\u0644\u064a\u0644\u0649 \u0627\u0644\u0645\u0635\u0631\u064a", "layla@tidewater.test"),
        To = [Person.Noor],
        Subject = subject,
        Date = Newest,
        MessageId = $"{Guid.NewGuid():N}@test",
        Body = body,
    }.ToBytes();
}
