using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>The mail that is about to be opened is laid out behind the one on show: seen by nobody, read by nobody, and there at once.</summary>
public sealed class FrameAheadScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private static readonly string[] Names = ["First", "Second", "Third", "Fourth"];

    [Fact]
    public async Task A_pressed_rows_mail_is_loaded_once_behind_the_one_on_show_and_comes_to_the_front_when_it_is_opened()
    {
        var (mail, session) = await ReadyAsync();
        await using var _ = session;
        await mail.OpenAsync("First");
        await Expect(mail.MessageFrame.GetByText("First letter")).ToBeVisibleAsync();
        List<string> asked = Asked(mail.Page);
        await PressAsync(mail, "Second");
        await Expect(Behind(mail).GetByText("Second letter")).ToBeAttachedAsync();
        await Expect(mail.MessageFrame.GetByText("First letter")).ToBeVisibleAsync();
        await Expect(mail.Row("Second").And(mail.Page.Locator(".is-unread"))).ToHaveCountAsync(1);

        await mail.Page.Mouse.UpAsync();
        await Expect(mail.MessageFrame.GetByText("Second letter")).ToBeVisibleAsync();
        await Expect(mail.Reading.Locator("h1")).ToHaveTextAsync("Second");
        string link = await ShownAsync(mail);
        Assert.Single(asked, address => address.EndsWith(link, StringComparison.Ordinal));
        await Expect(Behind(mail).GetByText("First letter")).ToHaveCountAsync(0);
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task What_lies_behind_is_neither_seen_nor_reached()
    {
        var (mail, session) = await ReadyAsync();
        await using var _ = session;
        await mail.OpenAsync("First");
        await Expect(mail.MessageFrame.GetByText("First letter")).ToBeVisibleAsync();
        byte[] before = await mail.Reading.ScreenshotAsync();
        await PressAsync(mail, "Second");
        await Expect(Behind(mail).GetByText("Second letter")).ToBeAttachedAsync();
        Assert.Equal(before, await mail.Reading.ScreenshotAsync());
        ILocator frame = mail.Reading.Locator(".message-frame.behind iframe");
        Assert.Equal("-1 true", await frame.EvaluateAsync<string>("frame => `${frame.tabIndex} ${frame.getAttribute('aria-hidden')}`"));
        // Nothing is opened by what it says: only what is on show speaks for the reader.
        await frame.EvaluateAsync("frame => window.dispatchEvent(new MessageEvent('message', { source: frame.contentWindow, data: { type: 'link', path: new URL(frame.closest('mail-frame').getAttribute('ahead'), document.baseURI).pathname, href: 'https://evil.example/', why: 0 } }))");
        await mail.Page.Mouse.MoveAsync(700, 5);
        await mail.Page.Mouse.UpAsync();
        await Expect(mail.MessageFrame.GetByText("First letter")).ToBeVisibleAsync();
        await Expect(mail.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.Single(mail.Page.Context.Pages);
        await Expect(mail.Row("Second").And(mail.Page.Locator(".is-unread"))).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task One_who_reads_one_after_the_other_finds_the_next_laid_out_already()
    {
        var (mail, session) = await ReadyAsync();
        await using var _ = session;
        await mail.OpenAsync("Fourth");
        await Expect(mail.MessageFrame.GetByText("Fourth letter")).ToBeVisibleAsync();
        ILocator older = mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Older message" });
        await older.ClickAsync();
        await Expect(mail.MessageFrame.GetByText("Third letter")).ToBeVisibleAsync();
        await Expect(Behind(mail).GetByText("Second letter")).ToBeAttachedAsync();
        List<string> asked = Asked(mail.Page);
        await older.ClickAsync();
        await Expect(mail.MessageFrame.GetByText("Second letter")).ToBeVisibleAsync();
        await Expect(mail.Reading.Locator("h1")).ToHaveTextAsync("Second");
        await Expect(Behind(mail).GetByText("First letter")).ToBeAttachedAsync();
        Assert.Single(asked); // the one after it
        Assert.Empty(session.Problems);
    }

    [Fact]
    public async Task A_theme_that_changed_meanwhile_asks_for_the_mail_anew()
    {
        var (mail, session) = await ReadyAsync();
        await using var _ = session;
        await mail.OpenAsync("First");
        await Expect(mail.MessageFrame.GetByText("First letter")).ToBeVisibleAsync();
        await PressAsync(mail, "Second");
        await Expect(Behind(mail).GetByText("Second letter")).ToBeAttachedAsync();
        await mail.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await mail.Page.Mouse.UpAsync();
        await Expect(mail.MessageFrame.GetByText("Second letter")).ToBeVisibleAsync();
        string link = await ShownAsync(mail);
        Assert.Contains(mail.Page.Frames, frame => frame.Url.EndsWith(link + "#dark", StringComparison.Ordinal));
    }

    private static IFrameLocator Behind(MailScreen mail) => mail.Reading.FrameLocator(".message-frame.behind iframe");

    /// <summary>The mails' documents that are asked for from now on.</summary>
    private static List<string> Asked(IPage page)
    {
        List<string> asked = [];
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/frame/", StringComparison.Ordinal) && !request.Url.EndsWith("/empty", StringComparison.Ordinal)) asked.Add(request.Url);
        };
        return asked;
    }

    /// <summary>The link of the mail on show.</summary>
    private static async Task<string> ShownAsync(MailScreen mail) => await mail.Reading.Locator(".thread > li > article mail-frame").GetAttributeAsync("src") ?? "";

    private static async Task PressAsync(MailScreen mail, string subject)
    {
        await mail.Row(subject).Locator(".row-link").HoverAsync();
        await mail.Page.Mouse.DownAsync();
    }

    private async Task<(MailScreen Mail, BrowserSession Session)> ReadyAsync()
    {
        var (webmail, user) = await UserWithAsync();
        foreach (string name in Names)
        {
            byte[] letter = new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = name, Date = Newest, MessageId = $"{name}@tidewater.test", Body = Part.Html($"<table bgcolor=\"#eeeeee\"><tr><td>{name} letter</td></tr></table>") }.ToBytes();
            await webmail.Dovecot.DeliverAsync(user, letter, Ct);
        }

        var (session, mail) = await SignedInAsync(webmail, user);
        return (mail, session);
    }
}
