using System.Globalization;
using Microsoft.Playwright;

namespace Webmail.Benchmarks.Ui;

/// <summary>Bytes and requests of the first page after signing in, with an empty cache and with a filled one.</summary>
internal static class FirstLoad
{
    public static async Task MeasureAsync(IBrowser browser, Uri address, string user, string password, FigureTable table)
    {
        await using var tab = await Tab.SignedInAsync(browser, address, user, password);
        var state = await tab.Page.Context.StorageStateAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address.ToString(), StorageState = state, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        foreach (var name in new[] { "First load, empty cache", "Second load" })
        {
            var session = await context.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            var bytes = 0.0;
            var requests = 0;
            var cached = 0;
            session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();
            session.Event("Network.requestWillBeSent").OnEvent += (_, _) => requests++;
            session.Event("Network.requestServedFromCache").OnEvent += (_, _) => cached++;
            await page.GotoAsync("/mail");
            await page.Locator(".message-list[data-bound] .message-row[data-uid]").First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            table.Note(string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes / 1000:F0} kB over the wire in {requests} requests, {cached} of them answered by the browser's cache."));
            await session.DetachAsync();
            await page.GotoAsync("about:blank");
        }

        await context.CloseAsync();
    }
}
