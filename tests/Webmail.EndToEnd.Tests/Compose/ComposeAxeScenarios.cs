using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>The composer in its forms, light and dark, has no violation that axe finds; each is also a picture to look at.</summary>
public sealed class ComposeAxeScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Composer_menu_and_full_form(ColorScheme theme, int width)
    {
        var (webmail, user) = await UserWithAsync("Hello");
        await using var session = await Browser.OpenAsync(
            webmail.Address, new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        ComposeScreen compose = await ComposeScreen.OpenAsync(mail.Page);
        await compose.WriteAsync("marcus@tidewater.test, dov@quayside.example.com, wrong", "Tide tables", "High water at noon.");
        await compose.AttachAsync("notes.txt", "notes"u8.ToArray());
        await compose.SavedAsync();
        await AssertCleanAsync(mail.Page);
        await Screenshots.SaveAsync(mail.Page, $"composer-{theme}-{width}");
        await mail.Page.Locator(".compose-window [data-do=more]").ClickAsync();
        await AssertCleanAsync(mail.Page);
        await mail.Page.Keyboard.PressAsync("Escape");
        await mail.Page.Keyboard.PressAsync("Control+Shift+f");
        await Expect(mail.Page.Locator(".compose-window.composer-full")).ToBeVisibleAsync();
        await AssertCleanAsync(mail.Page);
        await Screenshots.SaveAsync(mail.Page, $"composer-full-{theme}-{width}");
    }

    [Theory]
    [InlineData("outbox")]
    [InlineData("settings/identities")]
    public async Task Pages_of_writing(string path)
    {
        var (webmail, user) = await UserWithAsync("Hello");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.Page.GotoAsync(path);
        await Expect(mail.Page.Locator("h1").First).ToBeVisibleAsync();
        // The circuit draws the page's head anew when it takes over: for a moment there is no title.
        await mail.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(mail.Page).ToHaveTitleAsync(new Regex(".", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await AssertCleanAsync(mail.Page);
    }

    private static async Task AssertCleanAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(found => $"{found.Id}: {found.Help}\n    {string.Join("\n    ", found.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
