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
        byte[] before = await mail.Paper.ScreenshotAsync();
        await PressAsync(mail, "Second");
        await Expect(Behind(mail).GetByText("Second letter")).ToBeAttachedAsync();
        Assert.Equal(before, await mail.Paper.ScreenshotAsync());
        ILocator frame = mail.Reading.Locator(".message-frame.behind iframe");
        await Expect(frame).ToBeHiddenAsync(); // so that neither keyboard, screen reader nor the browser's search gets there
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
    public async Task A_theme_that_changed_meanwhile_is_worn_by_the_expected_mail()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Letter("Simple", "<p>A simple letter</p>"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await PressAsync(mail, "Simple");
        await Expect(Behind(mail).GetByText("A simple letter")).ToBeAttachedAsync();
        await mail.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await mail.Page.Mouse.UpAsync();
        await Expect(mail.MessageFrame.GetByText("A simple letter")).ToBeVisibleAsync();
        await Expect(mail.MessageFrame.Locator("html.dark")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Keys_go_on_in_the_next_mail_for_one_who_reads_without_a_list_beside()
    {
        var (mail, session) = await ReadyAsync();
        await using var _ = session;
        await mail.Page.EvaluateAsync("document.documentElement.dataset.panes = 'off'");
        await mail.OpenAsync("Fourth");
        await mail.MessageFrame.GetByText("Fourth letter").ClickAsync();
        foreach (string name in new[] { "Third", "Second", "First" })
        {
            await mail.Page.Keyboard.PressAsync("j");
            await Expect(mail.MessageFrame.GetByText(name + " letter")).ToBeVisibleAsync();
            Assert.True(await mail.Reading.Locator(".message-frame:not(.behind) iframe").EvaluateAsync<bool>("frame => frame === document.activeElement"), $"{name} does not have the keys");
        }
    }

    [Fact]
    public async Task What_was_kept_out_of_an_expected_mail_can_be_shown_and_its_frame_has_its_name()
    {
        var (webmail, user) = await UserWithAsync();
        await webmail.Dovecot.DeliverAsync(user, Letter("Pictures", "<p>With a picture</p><img src=\"https://pictures.example/harbour.png\" width=300 height=100 alt=Harbour>"), Ct);
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await PressAsync(mail, "Pictures");
        await Expect(Behind(mail).GetByText("With a picture")).ToBeAttachedAsync();
        await mail.Page.Mouse.UpAsync();
        await Expect(mail.Reading.GetByRole(AriaRole.Button, new() { Name = "Show once" })).ToBeVisibleAsync();
        await Expect(mail.Reading.Locator(".message-frame:not(.behind) iframe")).ToHaveAttributeAsync("title", "Message body: Pictures");
    }

    [Fact]
    public async Task A_slow_mail_never_shows_what_lay_on_its_sheet_before()
    {
        var (mail, session) = await ReadyAsync();
        await using var _ = session;
        await mail.OpenAsync("Fourth");
        await Expect(mail.MessageFrame.GetByText("Fourth letter")).ToBeVisibleAsync();
        await PressAsync(mail, "First");
        await Expect(Behind(mail).GetByText("First letter")).ToBeAttachedAsync();
        await mail.Page.Mouse.MoveAsync(700, 5);
        await mail.Page.Mouse.UpAsync();
        var held = new TaskCompletionSource();
        await mail.Page.Clock.InstallAsync();
        await mail.Page.RouteAsync("**/frame/*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await mail.OpenAsync("Second");
        await mail.Page.Clock.FastForwardAsync(3_500); // then a sheet that has its document is uncovered before it is laid out
        await Expect(Covered(mail)).ToHaveCountAsync(1);
        held.SetResult();
        await Expect(mail.MessageFrame.GetByText("Second letter")).ToBeVisibleAsync();
        await Expect(Covered(mail)).ToHaveCountAsync(0);
    }

    private static ILocator Covered(MailScreen mail) => mail.Reading.Locator(".thread > li > article .message-frame.waiting:not(.behind)");

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
            await webmail.Dovecot.DeliverAsync(user, Letter(name, $"<table bgcolor=\"#eeeeee\"><tr><td>{name} letter</td></tr></table>"), Ct);
        }

        var (session, mail) = await SignedInAsync(webmail, user);
        return (mail, session);
    }

    private static byte[] Letter(string subject, string html) => new MessageDraft { From = Person.Marcus, To = [Person.Noor], Subject = subject, Date = Newest, MessageId = $"{subject}@tidewater.test", Body = Part.Html(html) }.ToBytes();
}
