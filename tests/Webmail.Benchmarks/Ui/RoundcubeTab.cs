using Microsoft.Playwright;

namespace Webmail.Benchmarks.Ui;

/// <summary>Roundcube in a browser window of its own: signing in, a folder, a message.</summary>
internal sealed class RoundcubeTab : IAsyncDisposable
{
    /// <summary>Presses the row of a subject, for so many milliseconds; from letting go, milliseconds to two animation frames after its message is in the preview. Of that 60 are Roundcube's own wait for a double click.</summary>
    private const string Open = """
        async ([subject, held]) => {
          const row = [...document.querySelectorAll('#messagelist tbody tr')].find(row => row.querySelector('.subject a')?.textContent.trim() === subject);
          const frame = document.getElementById('messagecontframe');
          const cell = row.querySelector('td.subject');
          const act = kind => cell.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, button: 0, view: window }));
          let start = performance.now();
          await new Promise(async resolve => {
            frame.addEventListener('load', function came() {
              if (!frame.contentDocument.querySelector('#messagebody')) return;
              frame.removeEventListener('load', came);
              resolve();
            });
            act('mousedown');
            if (held > 0) await new Promise(later => setTimeout(later, held));
            start = performance.now();
            act('mouseup');
            act('click');
          });
          await new Promise(resolve => frame.contentWindow.requestAnimationFrame(() => frame.contentWindow.requestAnimationFrame(resolve)));
          return performance.now() - start;
        }
        """;

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly Uri _address;

    private RoundcubeTab(IBrowserContext context, IPage page, Uri address) => (_context, _page, _address) = (context, page, address);

    public static async Task<RoundcubeTab> SignedInAsync(IBrowser browser, Uri address, string user, string password)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.ToString());
        await page.Locator("#rcmloginuser").FillAsync(user);
        await page.Locator("#rcmloginpwd").FillAsync(password);
        await page.Locator("#rcmloginsubmit").ClickAsync();
        await page.Locator("#messagelist").WaitForAsync();
        return new RoundcubeTab(context, page, address);
    }

    public async Task<double> OpenAsync(string folder, string subject, int held)
    {
        await _page.GotoAsync(new Uri(_address, "?_task=mail&_mbox=" + folder).ToString());
        await _page.Locator("#messagelist tbody tr .subject a").Filter(new LocatorFilterOptions { HasText = subject }).First.WaitForAsync();
        await _page.WaitForTimeoutAsync(OpeningBenchmark.Rest);
        return await _page.EvaluateAsync<double>(Open, new object[] { subject, held });
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
