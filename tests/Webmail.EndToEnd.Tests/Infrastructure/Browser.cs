using Microsoft.Playwright;
using Webmail.TestKit.Servers;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>Debian's Chromium without a window, started when a test first asks for a page: its headless shell, which is the same engine and half the computing.</summary>
public class Browser : IAsyncDisposable
{
    // In milliseconds. What is shown is shown at once; the rest is for machines that do ten other things.
    private const float ExpectPatience = 20_000;

    // No sandbox: tests run as root in CI, where Chromium refuses its own. The others keep it from looking for the internet.
    // A sandboxed frame stays in its page's process: Playwright loses sight of one that is a process of its own and goes on to another document under load, and then finds no
    // element in a frame that stands on the screen. What a frame may do is the same in either. The rest repeats Playwright's list, which ours takes the place of.
    private const string Features =
        "--disable-features=IsolateSandboxedIframes,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,"
        + "MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,Translate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", Features,
    ];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _package;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Browser()
        : this("chromium-headless-shell")
    {
    }

    /// <param name="package">Debian's package, and the name of its program.</param>
    protected Browser(string package) => _package = package;

    private string Program => "/usr/bin/" + _package;

    /// <summary>A window of its own: cookies and storage of no other test.</summary>
    public async Task<BrowserSession> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        IBrowser browser = await RealServers.OrSkipAsync(StartedAsync);
        options ??= new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } };
        options.BaseURL = address.ToString();
        IBrowserContext context = await browser.NewContextAsync(options);
        return new BrowserSession(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<IBrowser> StartedAsync()
    {
        if (!File.Exists(Program)) throw new ServerMissingException("Chromium", _package);
        await _gate.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(ExpectPatience);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments });
        }
        finally
        {
            _gate.Release();
        }
    }
}

/// <summary>The whole Chromium, with everything around the engine that opens connections by itself (predictors, prefetching): where a test proves that nothing is loaded.</summary>
public sealed class WholeBrowser() : Browser("chromium");
