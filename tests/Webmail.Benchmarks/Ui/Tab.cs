using Microsoft.Playwright;

namespace Webmail.Benchmarks.Ui;

/// <summary>A browser window of its own on the product.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<Tab> OpenAsync(IBrowser browser, Uri address)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        return new Tab(context, await context.NewPageAsync());
    }

    /// <param name="script">Runs before each page's own.</param>
    public static async Task<Tab> SignedInAsync(IBrowser browser, Uri address, string user, string password, string script = "")
    {
        var tab = await OpenAsync(browser, address);
        if (script.Length > 0) await tab.Page.AddInitScriptAsync(script);
        await tab.FillSignInAsync(user, password);
        await tab.Page.Locator("form button[type=submit]").First.ClickAsync();
        await tab.Page.Locator(".message-list[data-bound] .message-row[data-uid]").First.WaitForAsync();
        return tab;
    }

    public async Task FillSignInAsync(string user, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("input[type=email], input[autocomplete~=username]").First.FillAsync(user);
        await Page.Locator("input[type=password]").First.FillAsync(password);
    }

    public Task<double> MeasureAsync(string action, string condition) => Page.EvaluateAsync<double>(UiScripts.Measure(action, condition));

    public static string ClickFolder(string name) =>
        $"[...document.querySelectorAll('.side-nav a.nav-item')].find(a => a.querySelector('.name')?.textContent.trim() === '{name}').click()";

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
