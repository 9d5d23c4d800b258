using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Mailbox;

/// <summary>The list works as soon as it is seen. What people do before the circuit is there is done when it comes.</summary>
public sealed class BeforeTheCircuitScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task A_message_clicked_before_the_circuit_is_there_opens_with_it()
    {
        var (session, mail, release) = await HeldAsync("Older", "Newer");
        await using var _ = session;
        await mail.Row("Older").Locator(".row-link").ClickAsync();
        await Expect(mail.OpenRow).ToContainTextAsync("Older");
        release.SetResult();
        await Expect(mail.Reading).ToContainTextAsync("Older");
        Assert.Equal("1", await mail.Page.EvaluateAsync<string>("String(performance.getEntriesByType('navigation').length)"));
    }

    [Fact]
    public async Task Without_a_circuit_a_clicked_message_opens_as_a_page_of_its_own()
    {
        var (session, mail, release) = await HeldAsync("Only one");
        await using var _ = session;
        await mail.Row("Only one").Locator(".row-link").ClickAsync();
        await mail.Page.WaitForURLAsync("**/INBOX/1");
        release.SetResult();
        await Expect(mail.Reading).ToContainTextAsync("Only one");
    }

    [Fact]
    public async Task Picks_and_focus_are_carried_over_to_the_circuit()
    {
        var (session, mail, release) = await HeldAsync("One", "Two", "Three");
        await using var _ = session;
        await mail.Page.Keyboard.PressAsync("j");
        await mail.Page.Keyboard.PressAsync("j");
        await mail.Page.Keyboard.PressAsync("x");
        await Expect(mail.Row("Two")).ToHaveAttributeAsync("aria-selected", "true");
        release.SetResult();
        await mail.ReadyAsync();
        await Expect(mail.Row("Two")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(mail.Row("Two")).ToBeFocusedAsync();
        await mail.Page.Keyboard.PressAsync("k");
        await Expect(mail.Row("Three")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_message_archived_before_the_circuit_is_there_is_archived()
    {
        var (session, mail, release) = await HeldAsync("Keep", "Put away");
        await using var _ = session;
        await mail.Page.Keyboard.PressAsync("j");
        await mail.Page.Keyboard.PressAsync("e");
        await Expect(mail.Row("Put away")).ToBeHiddenAsync();
        release.SetResult();
        await Expect(mail.Toast.GetByText("Archived")).ToBeVisibleAsync();
        await Expect(mail.Row("Put away")).ToHaveCountAsync(0);
        await mail.Folder("Archive").ClickAsync();
        await Expect(mail.Row("Put away")).ToBeVisibleAsync();
    }

    /// <summary>Signed in, with the list on screen, while the browser's way to the circuit is held until released.</summary>
    private async Task<(BrowserSession Session, MailScreen Mail, TaskCompletionSource Release)> HeldAsync(params IReadOnlyList<string> subjects)
    {
        var (webmail, user) = await UserWithAsync(subjects);
        BrowserSession session = await Browser.OpenAsync(webmail.Address);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await session.Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await Expect(session.Page.Locator(".message-list[data-live]")).ToBeVisibleAsync();
        return (session, mail, release);
    }
}
