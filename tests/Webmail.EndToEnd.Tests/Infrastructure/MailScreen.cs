using Microsoft.Playwright;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>The words in which scenarios speak of the mail page.</summary>
public sealed class MailScreen(IPage page)
{
    public IPage Page => page;

    /// <summary>The scrolling list.</summary>
    public ILocator List => page.Locator(".message-list");

    public ILocator Rows => List.Locator("[role=row][data-uid]");

    public ILocator Reading => page.Locator(".reading-pane");

    public ILocator OpenRow => List.Locator("[role=row][aria-current=true]");

    public ILocator Toast => page.Locator(".toast");

    public ILocator Row(string subject) => Rows.Filter(new LocatorFilterOptions { HasText = subject });

    public ILocator Folder(string name) =>
        page.Locator(".side-nav a.nav-item").Filter(new LocatorFilterOptions { Has = page.GetByText(name, new PageGetByTextOptions { Exact = true }) });

    public static async Task<MailScreen> SignInAsync(IPage page, string address, string password)
    {
        await page.GotoAsync("sign-in");
        await page.Locator("#address").FillAsync(address);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        return new MailScreen(page);
    }

    public ILocator FlaggedRow(string subject) => Row(subject).And(page.Locator(".is-flagged"));

    /// <summary>Waits until the circuit is there and the list is seen, or says that it has no messages.</summary>
    public async Task<MailScreen> ReadyAsync()
    {
        const float patience = 60_000;
        await Assertions.Expect(page.Locator(".message-list[data-bound]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = patience });
        await Assertions.Expect(page.Locator(".message-list:not([hidden]), .list-pane .empty-state").First)
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = patience });
        return this;
    }

    public async Task OpenAsync(string subject)
    {
        await Row(subject).First.Locator(".row-link").ClickAsync();
        await Assertions.Expect(Reading).ToContainTextAsync(subject);
    }

    /// <summary>The paper on which the open HTML message lies.</summary>
    public ILocator Paper => Reading.Locator("mail-frame:not([idle]) .message-frame:not(.behind)").Last;

    /// <summary>The frame that shows an HTML message.</summary>
    public IFrameLocator MessageFrame => Reading.FrameLocator(".message-frame:not(.behind) iframe");
}
