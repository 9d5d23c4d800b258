using Microsoft.Playwright;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>One browser window with one page, and everything that went wrong in it.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    /// <summary>Characters of a page that are kept in a test's output.</summary>
    private const int MostWords = 2_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _problems = [];

    internal BrowserSession(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => Note(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Note($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Script errors and console errors so far, such as a blocked script or style.</summary>
    public IReadOnlyList<string> Problems
    {
        get { lock (_problems) return [.. _problems]; }
    }

    /// <summary>A second tab of the same person.</summary>
    public Task<IPage> NewTabAsync() => _context.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        // What the last screen of every test looked like and said, to look at after a failure; where only the output is kept, the words are all there is.
        if (!Page.IsClosed)
        {
            string said = await Page.InnerTextAsync("body");
            string words = string.Join(" | ", said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            TestContext.Current.TestOutputHelper?.WriteLine($"{Page.Url}: {words[..Math.Min(words.Length, MostWords)]}");
            foreach (string problem in Problems) TestContext.Current.TestOutputHelper?.WriteLine(problem);
        }

        await Screenshots.SaveAsync(Page, TestContext.Current.Test?.TestDisplayName ?? "page");
        await _context.DisposeAsync();
    }

    private void Note(string problem)
    {
        lock (_problems) _problems.Add(problem);
    }
}
