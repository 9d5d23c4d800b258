using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.Html.Sanitizing;
using Webmail.Html.Tests;
using Webmail.Html.Tests.Browser;
using Webmail.Web.Endpoints;

namespace Webmail.EndToEnd.Tests.Message;

/// <summary>
/// Every vector in the frame as the product makes it, without the sanitiser and behind it. (The sanitiser alone is tested in Webmail.Html.Tests.) What this wall does
/// not hold: Chromium opens a connection, without a word on it, for an iframe that the policy refuses.
/// </summary>
public sealed class FrameWallScenarios(WebmailHost host, WholeBrowser browser, Browser engine) : Scenario(host, browser)
{
    private const string Shell = "http://shell.example/";
    private const string Picture = Shell + "parts/remote/x";
    private const int FramesAtOnce = 60;

    /// <summary>Firefox shows all in one page, which it never ends with thousands of frames: all vectors with a load in them, and of the others every twenty-fourth.</summary>
    private const int FirefoxStep = 24;

    /// <summary>Results in one frame: each stands in its own closed boxes.</summary>
    private const int PerFrame = 40;

    private const string Before = "<div class=\"webmail-page\">";
    private const int Mutated = 2_000;

    /// <summary>Shows each document as the pane shows a mail and waits until all had their chance.</summary>
    private const string ShowScript = """
        ([kind, numbers]) => Promise.all(numbers.map(number => new Promise(done => {
          const frame = document.createElement('iframe');
          frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
          frame.onload = () => done();
          frame.src = '/' + kind + '/' + number;
          document.body.append(frame);
        }))).then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))))
        """;

    private static IReadOnlyList<string> Vectors { get; } = [.. LoadVectors.All, .. HardVectors.All, .. HtmlCorpus.DomPurify];

    /// <summary>Every vector with a load in it, and every fourth of the others.</summary>
    private static IReadOnlyList<string> Telling { get; } = [.. LoadVectors.All, .. Others.Where((_, number) => number % 4 == 0)];

    private static IReadOnlyList<string> Silent { get; } = [.. Others.Where((_, number) => number % 4 != 0)];

    private static IEnumerable<string> Others => Vectors.Skip(LoadVectors.All.Count);

    private static IReadOnlyList<string> Everything { get; } =
        [.. Vectors, .. HtmlCorpus.Html5Lib, .. Mutations.Of([.. Vectors, .. HtmlCorpus.Html5Lib], Mutated, seed: 21)];

    [Fact]
    public async Task The_frame_alone_lets_no_vector_run_load_or_lead_away()
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        var (page, frame) = await PoliciesAsync(webmail.Address);
        // What is around the engine opens connections too, but only where there is something to load: the others go to the engine alone, which costs half.
        List<string> seen = [.. await ShowAsync(Browser, Telling.Count, page, number => (frame, Telling[number])), .. await ShowAsync(engine, Silent.Count, page, number => (frame, Silent[number]))];
        Assert.DoesNotContain(seen, line => line.StartsWith("dialog", StringComparison.Ordinal) || line.StartsWith("popup", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => line.Contains("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_all_walls_nothing_runs_and_nothing_but_our_pictures_is_asked_for()
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        var (page, _) = await PoliciesAsync(webmail.Address);
        List<string[]> batches = [.. Everything.Chunk(PerFrame).SelectMany(batch => (string[][])[batch, batch])];
        IReadOnlyList<string> seen = await ShowAsync(Browser, batches.Count, page, number => Mail(batches[number], withImages: number % 2 == 1));
        Assert.Contains("picture", seen);
        Assert.DoesNotContain(seen, line => line != "picture");
    }

    [Fact]
    public async Task In_Firefox_the_frame_alone_lets_no_vector_load()
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        var (page, frame) = await PoliciesAsync(webmail.Address);
        string[] raw = [.. LoadVectors.All, .. Others.Where((_, number) => number % FirefoxStep == 0)];
        IReadOnlyList<string> seen = await ShowInFirefoxAsync(raw.Length, page, number => (frame, raw[number]));
        Assert.DoesNotContain(seen, line => line.Contains("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_Firefox_nothing_but_our_pictures_is_asked_for_behind_all_walls()
    {
        RunningWebmail webmail = await Host.StartedAsync(Ct);
        var (page, _) = await PoliciesAsync(webmail.Address);
        List<string[]> batches = [.. Vectors.Chunk(PerFrame).SelectMany(batch => (string[][])[batch, batch])];
        bool pictures = false;
        IReadOnlyList<string> seen = await ShowInFirefoxAsync(batches.Count, page, number => Mail(batches[number], withImages: number % 2 == 1), () => pictures = true);
        Assert.True(pictures, "our own pictures are shown");
        Assert.Empty(seen);
    }

    /// <summary>The same in Firefox, all frames in one page; what was asked for that is neither page nor frame nor our picture.</summary>
    private static async Task<IReadOnlyList<string>> ShowInFirefoxAsync(int count, string policy, Func<int, (string Policy, string Html)> document, Action? picture = null)
    {
        string frames = string.Concat(Enumerable.Range(0, count).Select(number => $"<iframe sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" src=\"/mail/{number}\"></iframe>"));
        IReadOnlyList<string> seen = await Firefox.VisitAsync(Shell, address =>
        {
            if (address == Shell) return Answer(policy, "<!DOCTYPE html><title>Shell</title><body>" + frames);
            if (address == Picture) picture?.Invoke();
            if (!address.StartsWith(Shell + "mail/", StringComparison.Ordinal)) return null;
            (string own, string html) = document(int.Parse(address[(Shell.Length + "mail/".Length)..], System.Globalization.CultureInfo.InvariantCulture));
            return Answer(own, html);
        });
        return [.. seen.Where(line => !line.Contains(Picture, StringComparison.Ordinal))];
    }

    /// <summary>What happened while the documents were shown: dialogs, windows, requests to anyone else, and our pictures.</summary>
    private static async Task<IReadOnlyList<string>> ShowAsync(Browser browser, int count, string policy, Func<int, (string Policy, string Html)> document)
    {
        var happened = new List<string>();
        void Note(string what)
        {
            lock (happened) happened.Add(what);
        }
        byte[]? Site(string address)
        {
            if (address == Shell) return Answer(policy, "<!DOCTYPE html><title>Shell</title><body>");
            if (address == Picture) Note("picture");
            if (!address.StartsWith(Shell + "mail/", StringComparison.Ordinal)) return null;
            (string own, string html) = document(int.Parse(address[(Shell.Length + "mail/".Length)..], System.Globalization.CultureInfo.InvariantCulture));
            return Answer(own, html);
        }
        await using var sink = new ConnectionSink(Site);
        await using BrowserSession session = await browser.OpenAsync(new Uri(Shell), new BrowserNewContextOptions
        {
            Proxy = new Proxy { Server = $"http://127.0.0.1:{sink.Port}", Bypass = "<-loopback>" },
        });
        session.Page.Dialog += async (_, dialog) =>
        {
            Note("dialog " + dialog.Message);
            await dialog.DismissAsync();
        };
        session.Page.Popup += (_, popup) => Note("popup " + popup.Url);
        session.Page.FrameNavigated += (_, frame) =>
        {
            if (!frame.Url.StartsWith(Shell, StringComparison.Ordinal) && !frame.Url.StartsWith("about:", StringComparison.Ordinal) && !frame.Url.StartsWith("chrome-error:", StringComparison.Ordinal)) Note("led to " + frame.Url);
        };
        await session.Page.GotoAsync(Shell);
        foreach (int[] batch in Enumerable.Range(0, count).Chunk(FramesAtOnce))
        {
            await session.Page.EvaluateAsync(ShowScript, new object[] { "mail", batch });
            await session.Page.EvaluateAsync("() => document.body.replaceChildren()");
        }

        Assert.Equal(Shell, session.Page.Url);
        lock (happened) return [.. happened, .. sink.Take().Where(line => !line.Contains(Picture, StringComparison.Ordinal) && !line.Contains("/favicon.ico", StringComparison.Ordinal))];
    }

    private static (string Policy, string Html) Mail(IEnumerable<string> mails, bool withImages)
    {
        const string nonce = "d2FsbHM=";
        SanitizeOptions options = SanitizeOptions.Default with { RemoteImageUrl = withImages ? _ => Picture : null };
        FrameContent[] contents = [.. mails.Select(html => HtmlSanitizer.Sanitize(html, options) is { IsSafe: true } safe ? FrameContent.Mail(safe.Html, ["open", "close"]) : FrameContent.Text("refused", html))];
        string document = FrameDocument.Write(contents[0], nonce);
        int at = document.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        string more = string.Concat(contents.Skip(1).Select(content => $"<style nonce=\"{nonce}\">{content.StyleSheet}</style>{content.Markup}"));
        return (FrameDocument.Policy(new Uri(Shell).Host, nonce), document.Insert(at, more));
    }

    private static byte[] Answer(string policy, string html)
    {
        byte[] body = System.Text.Encoding.UTF8.GetBytes(html);
        string head = $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nContent-Security-Policy: {policy}\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n";
        return [.. System.Text.Encoding.ASCII.GetBytes(head), .. body];
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
