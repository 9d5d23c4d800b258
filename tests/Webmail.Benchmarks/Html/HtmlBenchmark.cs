using System.Globalization;
using AngleSharp.Html.Parser;
using Webmail.Html.Sanitizing;
using Webmail.Html.TextConversion;

namespace Webmail.Benchmarks.Html;

/// <summary>
/// What opening HTML and text costs before a byte is sent: the sanitiser on the mails of docs/performance.md, beside AngleSharp's own two readings (the mail, and
/// the proof that what was written reads back). Times are processor time of one run after a warm-up; memory is everything allocated on the way.
/// </summary>
internal static class HtmlBenchmark
{
    private const double MegaChar = 1024 * 1024;

    public static Task RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Console.WriteLine("| what | MB | ms | MB/s | MB allocated | of it: reading the mail (ms, MB) | of it: reading back (ms, MB) |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, html) in HtmlSamples.All()) Row(name, html);
        var text = HtmlSamples.Text(5_000_000);
        var (time, allocated) = Measure(() => PlainText.Read(text, new PlainTextOptions()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| 5 MB of text, all blocks | {text.Length / MegaChar:0.0} | {time:0} | {text.Length / MegaChar / time * 1000:0} | {allocated:0} | | |"));
        return Task.CompletedTask;
    }

    private static void Row(string name, string html)
    {
        var size = html.Length / MegaChar;
        var result = HtmlSanitizer.Sanitize(html, SanitizeOptions.Default);
        if (!result.IsSafe)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {size:0.0} | refused: {result.Refusal} | | | | |"));
            return;
        }

        var body = "<!DOCTYPE html><html><head></head><body>" + result.Html.Body;
        var whole = Measure(() => HtmlSanitizer.Sanitize(html, SanitizeOptions.Default));
        var first = Measure(() => Parse(html));
        var second = Measure(() => Parse(body));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {size:0.0} | {whole.Ms:0} | {size / whole.Ms * 1000:0.0} | {whole.Mb:0} | {first.Ms:0}, {first.Mb:0} | {second.Ms:0}, {second.Mb:0} |"));
    }

    private static void Parse(string html)
    {
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = false, SkipComments = true, DisableElementPositionTracking = true }).ParseDocument(html);
    }

    private static (double Ms, double Mb) Measure(Action work)
    {
        for (var i = 0; i < 3; i++) work();
        var best = double.MaxValue;
        long allocated = 0;
        for (var i = 0; i < 3; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            work();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (best, allocated / MegaChar);
    }
}
