using Microsoft.Playwright;

namespace Webmail.Html.Tests.Browser;

/// <summary>One page that shows documents without any wall but what is in them, and counts what they do.</summary>
internal sealed class MailPage : IAsyncDisposable
{
    /// <summary>Shows each document in a frame of its own (same origin, no sandbox, no policy) and waits until all have loaded.</summary>
    private const string ShowScript = """
        documents => Promise.all(documents.map(html => new Promise(done => {
          const frame = document.createElement('iframe');
          frame.onload = () => done();
          frame.srcdoc = html;
          document.body.append(frame);
        }))).then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))))
        """;

    private const string RemoveScript = "() => document.body.replaceChildren()";

    private readonly IBrowserContext _context;
    private readonly ConnectionSink _sink;
    private readonly List<string> _events = [];

    public MailPage(IBrowserContext context, IPage page, ConnectionSink sink)
    {
        _context = context;
        _sink = sink;
        Page = page;
        page.Dialog += (_, dialog) =>
        {
            Note("dialog " + dialog.Message);
            _ = DismissAsync(dialog);
        };
        page.PageError += (_, error) => Note("script " + error);
        page.Popup += (_, popup) => Note("popup " + popup.Url);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("about:", StringComparison.Ordinal) && !request.Url.StartsWith("data:image/", StringComparison.Ordinal)) Note("request " + request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>What scripts, dialogs and loads happened while the documents were shown.</summary>
    public async Task<IReadOnlyList<string>> ShowAsync(IReadOnlyList<string> documents)
    {
        _sink.Take();
        lock (_events) _events.Clear();
        await Page.EvaluateAsync(ShowScript, documents);
        await Page.EvaluateAsync(RemoveScript);
        lock (_events) return [.. _events, .. _sink.Take()];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _sink.DisposeAsync();
    }

    private static async Task DismissAsync(IDialog dialog)
    {
        try
        {
            await dialog.DismissAsync();
        }
        catch (PlaywrightException)
        {
            // The frame that asked is gone already; the dialog is noted.
        }
    }

    private void Note(string what)
    {
        lock (_events) _events.Add(what);
    }
}
