using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Compose;

/// <summary>The words in which scenarios speak of an open composer.</summary>
public sealed class ComposeScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Windows => page.Locator(".compose-window");

    public ILocator Subject => page.Locator(".compose-window [data-part=subject]");

    public ILocator Text => page.Locator(".compose-window [data-part=editor]");

    public ILocator Chips(string field = "to") => page.Locator($".compose-window [data-field={field}] .recipient-chip");

    public ILocator To => page.Locator(".compose-window [data-field=to] input");

    public ILocator Saved => page.Locator(".compose-window .saved");

    public ILocator Files => page.Locator(".compose-window .upload-tile");

    public ILocator Toast => page.Locator(".compose-toasts .toast");

    /// <summary>The composer that a key opens, with what the server knows of it.</summary>
    public static async Task<ComposeScreen> OpenAsync(IPage page, string key = "c")
    {
        await page.Keyboard.PressAsync(key);
        var compose = new ComposeScreen(page);
        await compose.ReadyAsync();
        return compose;
    }

    public Task ReadyAsync() => Expect(page.Locator(".compose-window[data-ready]")).ToBeVisibleAsync();

    public async Task WriteAsync(string to, string subject, string text)
    {
        await To.FillAsync(to);
        await To.PressAsync("Enter");
        await Subject.FillAsync(subject);
        await Text.ClickAsync();
        await page.Keyboard.TypeAsync(text);
    }

    public Task SavedAsync() => Expect(page.Locator(".compose-window[data-state=saved]")).ToBeVisibleAsync();

    public async Task SendAsync()
    {
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(Windows).ToHaveCountAsync(0);
    }

    public Task AttachAsync(string name, byte[] content) =>
        page.Locator(".compose-window input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
}
