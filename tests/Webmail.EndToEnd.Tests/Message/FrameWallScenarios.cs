using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.Html.Tests.Browser;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>
/// The frame's sandbox and policy without the sanitiser: what the product answers as headers, around the raw vectors. The sanitiser alone is tested in
/// Webmail.Html.Tests. What this wall does not hold: Chromium opens a connection, without a word on it, for an iframe that the policy refuses.
/// </summary>
public sealed class FrameWallScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string Shell = "http://shell.example/";
    private const int FramesAtOnce = 50;

    /// <summary>Shows each raw document as the pane shows a mail and waits until all had their chance.</summary>
    private const string ShowScript = """
        numbers => Promise.all(numbers.map(number => new Promise(done => {
          const frame = document.createElement('iframe');
          frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
          frame.onload = () => done();
          frame.src = '/raw/' + number;
          document.body.append(frame);
        }))).then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))))
        """;

    [Fact]
    public async Task The_frame_alone_lets_no_vector_run_load_or_lead_away()
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        var (page, frame) = await PoliciesAsync(webmail.Address);
        await using var sink = new ConnectionSink();
        await using BrowserSession session = await Browser.OpenAsync(new Uri(Shell), new BrowserNewContextOptions
        {
            Proxy = new Proxy { Server = $"http://127.0.0.1:{sink.Port}", Bypass = "<-loopback>" },
        });
        var happened = new List<string>();
        session.Page.Dialog += async (_, dialog) =>
        {
            happened.Add("dialog " + dialog.Message);
            await dialog.DismissAsync();
        };
        session.Page.Popup += (_, popup) => happened.Add("popup " + popup.Url);
        await session.Context.RouteAsync(url => url.StartsWith(Shell, StringComparison.Ordinal), route => AnswerAsync(route, page, frame));
        await session.Page.GotoAsync(Shell);
        foreach (int[] batch in Enumerable.Range(0, LoadVectors.All.Count).Chunk(FramesAtOnce))
        {
            await session.Page.EvaluateAsync(ShowScript, batch);
            await session.Page.EvaluateAsync("() => document.body.replaceChildren()");
        }

        Assert.Empty(happened);
        Assert.DoesNotContain(sink.Take(), line => line.Contains("evil.example", StringComparison.Ordinal) || line.Contains("GET ", StringComparison.Ordinal));
        Assert.Equal(Shell, session.Page.Url);
    }

    private static Task AnswerAsync(IRoute route, string page, string frame)
    {
        string path = new Uri(route.Request.Url).AbsolutePath;
        bool isRaw = int.TryParse(path[(path.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture, out int number);
        return route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html; charset=utf-8",
            Headers = [new("Content-Security-Policy", isRaw ? frame : page), new("Referrer-Policy", "no-referrer")],
            Body = isRaw ? LoadVectors.All[number] : "<!DOCTYPE html><title>Shell</title><body>",
        });
    }

    /// <summary>What the running product sends with a page and with a mail frame.</summary>
    private static async Task<(string Page, string Frame)> PoliciesAsync(Uri address)
    {
        using var client = new HttpClient();
        using HttpResponseMessage page = await client.GetAsync(address, Ct);
        using HttpResponseMessage frame = await client.GetAsync(new Uri(address, "frame/empty"), Ct);
        return (string.Join(", ", page.Headers.GetValues("Content-Security-Policy")), string.Join(", ", frame.Headers.GetValues("Content-Security-Policy")));
    }
}
