using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Webmail.Html.Sanitizing;

namespace Webmail.Html.Tests.Browser;

public sealed class ChromiumTests(Chromium chromium)
{
    private const int FramesAtOnce = 40;

    /// <summary>Results in one frame: each stands in its own closed boxes and reads back alone, so they do not meet.</summary>
    private const int PerFrame = 15;

    /// <summary>Writes a parsed tree so that two trees are equal exactly when the texts are.</summary>
    private const string DumpScript = """
        bodies => bodies.map(html => {
          const dump = node => node.nodeType === 3 ? JSON.stringify(node.data)
            : node.nodeType !== 1 ? '?' + node.nodeType
            : '<' + node.namespaceURI + ' ' + node.localName + [...node.attributes].map(a => ' ' + a.name + '=' + JSON.stringify(a.value)).join('') + '>'
              + [...node.childNodes].map(dump).join('') + '</>';
          const parsed = new DOMParser().parseFromString('<!DOCTYPE html><html><head></head><body>' + html + '</body></html>', 'text/html');
          return [...parsed.head.childNodes, ...parsed.body.childNodes].map(dump).join('');
        })
        """;

    public static IReadOnlyList<string> Hostile { get; } = [.. HtmlCorpus.All, .. LoadVectors.All, .. HardVectors.All, .. Mutations.Of([.. HtmlCorpus.All.Where(html => html.Length < 2_000), .. LoadVectors.All, .. HardVectors.All], 2_000, seed: 4)];

    [Fact]
    public void Vectors_AreAtLeastTwoHundredAndTwenty()
    {
        Assert.InRange(LoadVectors.All.Distinct(StringComparer.Ordinal).Count(), 220, int.MaxValue);
    }

    [Fact]
    public async Task TheHarness_SeesScriptsAndLoads()
    {
        await using var page = await chromium.OpenAsync();
        var seen = await page.ShowAsync(["<img src=http://evil.example/seen>", "<script>alert(7)</script>", "<p style='background:url(http://css.example/seen)'>x"]);
        Assert.Contains(seen, line => line.Contains("GET http://evil.example/seen", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("css.example", StringComparison.Ordinal));
        Assert.Contains("dialog 7", seen);
    }

    [Fact]
    public async Task SanitisedAlone_NothingRunsAndNothingLoads()
    {
        await using var page = await chromium.OpenAsync();
        var seen = new List<string>();
        foreach (var batch in Hostile.Select(html => HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Html?.Body).OfType<string>().Chunk(PerFrame).Chunk(FramesAtOnce))
            seen.AddRange(await page.ShowAsync([.. batch.Select(bodies => "<!DOCTYPE html><html><head></head><body>" + string.Concat(bodies) + "</body></html>")]));
        Assert.Empty(seen);
    }

    [Fact]
    public async Task SanitisedWithImages_OnlyTheProxyIsAsked()
    {
        var options = new SanitizeOptions { RemoteImageUrl = uri => "http://proxy.example/?u=" + Uri.EscapeDataString(uri.AbsoluteUri) };
        await using var page = await chromium.OpenAsync();
        var seen = new List<string>();
        foreach (var batch in LoadVectors.All.Append(HtmlCorpus.Newsletter).Select(html => HtmlSanitizer.Sanitize(html, options)).Where(result => result.IsSafe).Chunk(FramesAtOnce))
            seen.AddRange(await page.ShowAsync([.. batch.Select(result => result.Html!.Body)]));
        Assert.Contains(seen, line => line.Contains("http://proxy.example/", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => !line.Contains("http://proxy.example/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sanitised_ReadsBackInChromiumAsOurTree()
    {
        await using var page = await chromium.OpenAsync();
        await ReadBackAsync(page, Hostile);
    }

    /// <summary>Some 120,000 documents, minutes of work: run by hand after a change to the sanitiser (-explicit only).</summary>
    [Fact(Explicit = true)]
    public async Task TwoThousandMutationsOfEveryFile_AreSafeAndReadBackInChromiumAsOurTree()
    {
        await using var page = await chromium.OpenAsync();
        foreach (var (number, samples) in HtmlCorpus.ByFile.Index())
        {
            var mutated = Mutations.Of(samples, 2_000, seed: number);
            foreach (var html in mutated)
            {
                if (HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Html?.Body is not { } once) continue;
                SafeMarkup.AssertSafe(once, html);
                Assert.Equal(once, Sanitized.Html(once).Body);
            }
            await ReadBackAsync(page, mutated);
        }
    }

    private static async Task ReadBackAsync(MailPage page, IReadOnlyList<string> hostile)
    {
        var bodies = hostile.Select(html => HtmlSanitizer.Sanitize(html, SanitizeOptions.Default).Html?.Body).OfType<string>();
        var parser = new HtmlParser();
        foreach (var batch in bodies.Chunk(200))
        {
            var read = await page.Page.EvaluateAsync<string[]>(DumpScript, batch);
            for (var i = 0; i < batch.Length; i++)
            {
                var ours = parser.ParseDocument("<!DOCTYPE html><html><head></head><body>" + batch[i]);
                Assert.Equal(string.Concat(ours.Head!.ChildNodes.Concat(ours.Body!.ChildNodes).Select(TreeDump.Of)), read[i]);
            }
        }
    }
}
