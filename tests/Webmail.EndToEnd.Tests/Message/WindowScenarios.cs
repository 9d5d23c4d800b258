using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>A message in a window of its own.</summary>
public sealed class WindowScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Fact]
    public async Task W_opens_the_message_in_a_window_that_answers_to_keys()
    {
        var (webmail, user) = await UserWithAsync("Tide tables for December");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Tide tables");
        await mail.Reading.Locator("read-scroll").FocusAsync();
        IPage window = await session.Context.RunAndWaitForPageAsync(() => mail.Page.Keyboard.PressAsync("w"));
        await Expect(window).ToHaveTitleAsync("Tide tables for December");
        await Expect(window.Locator(".thread-head h1")).ToHaveTextAsync("Tide tables for December");
        await Expect(window.Locator(".side-nav, .list-pane, .message-list")).ToHaveCountAsync(0);
        await Screenshots.SaveAsync(window, "window-light");
        await Expect(window.Locator("main:not([data-waiting]) .message-body")).ToBeVisibleAsync();
        await window.Keyboard.PressAsync("s");
        await Expect(window.Locator(".read-bar .flag[aria-pressed=true]")).ToBeVisibleAsync();
        await Expect(mail.FlaggedRow("Tide tables")).ToBeVisibleAsync();
        await window.Keyboard.PressAsync("e");
        await Expect(window.Locator(".empty-state")).ToContainTextAsync("no longer here");
        await Expect(mail.Row("Tide tables")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_address_of_a_window_opens_it_again_and_a_stranger_has_to_sign_in()
    {
        var (webmail, user) = await UserWithAsync("For my eyes only");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("For my eyes only");
        string address = await mail.Reading.Locator("[data-window]").First.EvaluateAsync<string>("link => link.href");
        IPage again = await session.NewTabAsync();
        await again.GotoAsync(address);
        await Expect(again.Locator(".message-body")).ToBeVisibleAsync();
        await using BrowserSession other = await Browser.OpenAsync(webmail.Address);
        await other.Page.GotoAsync(address);
        await Expect(other.Page.Locator("#password")).ToBeVisibleAsync();
        Assert.DoesNotContain("For my eyes only", await other.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
