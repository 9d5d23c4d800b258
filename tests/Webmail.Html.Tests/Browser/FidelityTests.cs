using Microsoft.Playwright;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Browser;

/// <summary>Newsletters keep their words and their look: the sanitised page beside the original, both in Chromium, nothing loaded in either.</summary>
public sealed class FidelityTests(Chromium chromium)
{
    private const double LeastText = 0.98;

    /// <summary>Where the text stands: box of every word's text node, in order.</summary>
    private const string BoxesScript = """
        () => {
          const boxes = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            if (!node.data.trim() || node.parentElement.closest('style,script,title')) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const box = range.getBoundingClientRect();
            if (!box.width || !box.height) continue;
            const style = getComputedStyle(node.parentElement);
            boxes.push([node.data.trim().replace(/\s+/g, ' '), Math.round(box.left), Math.round(box.width), Math.round(parseFloat(style.fontSize)), style.color, style.fontWeight].join('|'));
          }
          return boxes;
        }
        """;

    private static readonly IReadOnlyList<string> Newsletters = [HtmlCorpus.Newsletter, .. Browser.Newsletter.Generate(24, seed: 9)];

    [Fact]
    public async Task Newsletters_KeepTheirVisibleText()
    {
        await using var page = await chromium.OpenAsync();
        foreach (var html in Newsletters)
        {
            var before = Words(await VisibleTextAsync(page.Page, html));
            var after = Words(await VisibleTextAsync(page.Page, Frame(html)));
            Assert.InRange(Kept(before, after), LeastText, 1);
            Assert.InRange(after.Count, 0, before.Count * 1.02);
        }
    }

    [Fact]
    public async Task Newsletters_KeepPlaceSizeAndColourOfTheirText()
    {
        await using var page = await chromium.OpenAsync();
        await page.Page.RouteAsync("**/*", AnswerAsync);
        foreach (var html in Newsletters)
        {
            await page.Page.SetContentAsync(html);
            var before = await page.Page.EvaluateAsync<string[]>(BoxesScript);
            await page.Page.SetContentAsync(Frame(html));
            var after = (await page.Page.EvaluateAsync<string[]>(BoxesScript)).ToHashSet(StringComparer.Ordinal);
            var same = before.Count(after.Contains) / (double)before.Length;
            Assert.True(same >= 0.98, $"{same:P1} of {before.Length} texts stand where they stood; missing:\n{string.Join('\n', before.Where(box => !after.Contains(box)).Take(8))}\nhave:\n{string.Join('\n', after.Except(before).Take(8))}");
        }
    }

    /// <summary>Every picture is there, the original's and the proxy's copy alike: with pictures shown the two must look the same.</summary>
    private static Task AnswerAsync(IRoute route) => route.Request.ResourceType == "image"
        ? route.FulfillAsync(new RouteFulfillOptions { ContentType = "image/svg+xml", Body = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='120'><rect width='300' height='120' fill='#89a'/></svg>" })
        : route.AbortAsync();

    private static string Frame(string html)
    {
        var safe = Sanitized.Html(html, new SanitizeOptions { RemoteImageUrl = uri => "http://proxy.example/?u=" + Uri.EscapeDataString(uri.AbsoluteUri) });
        return safe.Doctype + "<html><head><style>body{margin:0}</style></head><body>" + safe.Body + "</body></html>";
    }

    private static async Task<string> VisibleTextAsync(IPage page, string html)
    {
        await page.SetContentAsync(html, new PageSetContentOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        return await page.EvaluateAsync<string>("() => document.body.innerText");
    }

    private static List<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static double Kept(List<string> before, List<string> after)
    {
        var left = after.CountBy(word => word).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var kept = 0;
        foreach (var word in before)
        {
            if (!left.TryGetValue(word, out var count) || count == 0) continue;
            left[word] = count - 1;
            kept++;
        }
        return before.Count == 0 ? 1 : kept / (double)before.Count;
    }
}
