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

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Settings_of_writing_templates_and_reminders(ColorScheme theme, int width)
    {
        var (webmail, user) = await UserWithAsync("Hello");
        await using var session = await Browser.OpenAsync(
            webmail.Address, new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = width == 390 ? 844 : 900 }, ReducedMotion = ReducedMotion.Reduce });
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        await mail.Page.EvaluateAsync("""
            async () => {
              const send = (method, path, body) => fetch(`/compose/${document.body.dataset.account}/${path}`, { method, headers: { 'X-Webmail': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
              await send('PUT', `templates/${crypto.randomUUID()}`, { name: 'Berth confirmation', subject: 'Your berth', html: '<p>Dear {{first name}}</p>', text: 'Dear {{first name}}, your berth is ready.' });
              const id = crypto.randomUUID();
              await send('POST', `drafts/${id}/send`, { draft: { id, to: [{ name: 'Marcus', address: 'nobody@tidewater.test' }], subject: 'Crane slot', html: '<p>When?</p>' }, undoSeconds: 60, remindDays: 3 });
            }
            """);
        foreach (var (path, shown, name) in new[] { ("settings#writing", "#w-undo:not([disabled])", "settings-writing"), ("settings/templates", ".rows li", "settings-templates"), ("outbox", "outbox-list .rows li", "outbox") })
        {
            await mail.Page.GotoAsync(path);
            await Expect(mail.Page.Locator(shown).First).ToBeVisibleAsync();
            await mail.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Expect(mail.Page).ToHaveTitleAsync(new Regex(".", RegexOptions.None, TimeSpan.FromSeconds(1)));
            if (path.StartsWith("settings#", StringComparison.Ordinal)) await mail.Page.Locator("#sending button").ClickAsync();
            if (path == "settings/templates") await mail.Page.Locator(".rows .btn").ClickAsync();
            await mail.Page.Locator("#sending, .identity-form, outbox-list").First.ScrollIntoViewIfNeededAsync();
            await AssertCleanAsync(mail.Page);
            await Screenshots.SaveAsync(mail.Page, $"{name}-{theme}-{width}");
        }
    }

    private static async Task AssertCleanAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(found => $"{found.Id}: {found.Help}\n    {string.Join("\n    ", found.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
