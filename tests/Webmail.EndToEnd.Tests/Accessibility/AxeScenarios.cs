using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Accessibility;

/// <summary>Every screen, light and dark, has no violation that axe finds; each is also a picture to look at.</summary>
public sealed class AxeScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    public static TheoryData<ColorScheme, int> Looks => new()
    {
        { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 390 }, { ColorScheme.Dark, 390 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Sign_in(ColorScheme theme, int width)
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        await using var session = await OpenAsync(webmail, theme, width);
        await session.Page.GotoAsync("sign-in");
        await Expect(session.Page.Locator("#password")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(session.Page);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task List_message_and_shortcuts(ColorScheme theme, int width)
    {
        var (webmail, user) = await UserWithGeneratedMailAsync();
        await using var session = await OpenAsync(webmail, theme, width);
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await Expect(mail.Rows.First).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(mail.Page);
        await Screenshots.SaveAsync(mail.Page, $"list-{theme}-{width}");

        await mail.Rows.First.Locator(".row-link").ClickAsync();
        await Expect(mail.Reading).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(mail.Page);
        await Screenshots.SaveAsync(mail.Page, $"message-{theme}-{width}");

        await mail.Page.Keyboard.PressAsync("?");
        await Expect(mail.Page.Locator("#shortcuts")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(mail.Page);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Settings_and_an_empty_folder(ColorScheme theme)
    {
        var (webmail, user) = await UserWithAsync("Only one");
        await using var session = await OpenAsync(webmail, theme, 1280);
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.Folder("Drafts").ClickAsync();
        await Expect(mail.Page.Locator("#list-title")).ToContainTextAsync("Drafts");
        await Axe.AssertCleanAsync(mail.Page);
        await mail.Page.GotoAsync("settings");
        await Expect(mail.Page.Locator("h1").First).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(mail.Page);
    }

    private Task<BrowserSession> OpenAsync(RunningWebmail webmail, ColorScheme theme, int width) => Browser.OpenAsync(webmail.Address, new BrowserNewContextOptions
    {
        ColorScheme = theme,
        ViewportSize = new ViewportSize { Width = width, Height = 844 },
        ReducedMotion = ReducedMotion.Reduce,
    });
}
