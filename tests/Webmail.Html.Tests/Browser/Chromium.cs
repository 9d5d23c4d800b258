using Microsoft.Playwright;
using Webmail.TestKit.Servers;

namespace Webmail.Html.Tests.Browser;

/// <summary>
/// Debian's Chromium, one for the whole assembly. Each page has a context whose every connection is led into a sink of its own, so that what one test
/// loads is never counted for another; the browser's own chatter goes to a proxy that nobody reads.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ConnectionSink? _deadEnd;

    /// <summary>A fresh page of a context of its own, and the sink behind it.</summary>
    internal async Task<MailPage> OpenAsync()
    {
        var browser = await RealServers.OrSkipAsync(StartedAsync);
        var sink = new ConnectionSink();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 800, Height = 900 },
            // Loopback goes through the sink too.
            Proxy = new Proxy { Server = $"http://127.0.0.1:{sink.Port}", Bypass = "<-loopback>" },
        });
        return new MailPage(context, await context.NewPageAsync(), sink);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_deadEnd is not null) await _deadEnd.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        if (!File.Exists(Program)) throw new ServerMissingException("Chromium", "chromium");
        await _gate.WaitAsync();
        try
        {
            if (_browser is not null) return _browser;
            _deadEnd = new ConnectionSink();
            _playwright = await Playwright.CreateAsync();
            return _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                // Tests run as root in CI, where Chromium refuses its own sandbox.
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", $"--proxy-server=http://127.0.0.1:{_deadEnd.Port}", "--proxy-bypass-list=<-loopback>",
                ],
            });
        }
        finally
        {
            _gate.Release();
        }
    }
}
