using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.Benchmarks.Ui;

/// <summary>
/// How soon a composer can be written in, and how fast and with how much memory 25 MB go up, beside two bare uploads from the same browser to a server that throws them away: of the same picked file, and of as many octets that are in its memory already.
/// <c>writing --product DIR/Webmail.Web.dll [--runs 7]</c>.
/// </summary>
internal static class WritingBenchmark
{
    private const int Size = 25_000_000;

    public static async Task RunAsync(string[] args)
    {
        var ct = CancellationToken.None;
        var product = UiBenchmark.Option(args, "--product") ?? throw new ArgumentException("--product is missing: the path of a published Webmail.Web.dll.", nameof(args));
        var runs = int.Parse(UiBenchmark.Option(args, "--runs") ?? "7", CultureInfo.InvariantCulture);
        using var folder = new PrivateFolder();
        await File.WriteAllBytesAsync(folder.PathOf("plan.bin"), RandomNumberGenerator.GetBytes(Size), ct);
        await using var dovecot = await DovecotServer.CreateAsync(new DovecotOptions { SpecialUseMailboxes = true }, ct);
        await BenchmarkMailbox.FillAsync(dovecot, 50, [], ct);
        await using var running = await ProductProcess.StartAsync(product, dovecot, folder.PathOf("webmail.db"), LoopbackPorts.Free(1)[0], folder.PathOf("webmail.log"), ct);
        await using var sink = await SinkAsync(LoopbackPorts.Free(1)[0]);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(UiBenchmark.Chromium);
        await using var tab = await Tab.SignedInAsync(browser, running.Address, BenchmarkMailbox.User(50), dovecot.Password);
        await using var bare = await Tab.OpenAsync(browser, new Uri(sink.Urls.First()));
        await bare.Page.GotoAsync("/");

        Samples opened = new(), up = new(), floor = new(), memory = new(), saved = new();
        var process = ServerMemory.RuntimeUnder(running.Process.Id);
        var (before, most) = (0L, 0L);
        for (var run = 0; run <= runs; run++)
        {
            // Usable: it has what the server knows, and takes a key.
            var open = await tab.MeasureAsync("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, cancelable: true }))", "!!document.querySelector('.compose-window[data-ready]')");
            if (run == 1) before = ServerMemory.AfterCollection(process).Resident;
            var took = Stopwatch.GetTimestamp();
            await tab.Page.Locator(".compose-window input[type=file]").SetInputFilesAsync(folder.PathOf("plan.bin"));
            await tab.Page.WaitForFunctionAsync("() => document.querySelector('.compose-window .upload-tile') && ![...document.querySelectorAll('.compose-window .upload-tile [role=progressbar]')].some(bar => bar.checkVisibility())", null, new PageWaitForFunctionOptions { PollingInterval = 5, Timeout = 120_000 });
            var uploaded = Stopwatch.GetElapsedTime(took);
            most = Math.Max(most, Resident(process));
            await tab.Page.Locator(".compose-window[data-state=saved]").WaitForAsync();
            var stored = Stopwatch.GetElapsedTime(took);
            // The same file, picked in the same way, by the least page there can be.
            var began = Stopwatch.GetTimestamp();
            await bare.Page.Locator("input").SetInputFilesAsync(folder.PathOf("plan.bin"));
            await bare.Page.WaitForFunctionAsync("() => document.body.dataset.up === 'yes'", null, new PageWaitForFunctionOptions { PollingInterval = 5 });
            var least = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            // Without a disk: what a page that made the octets itself could do.
            var fromMemory = await bare.Page.EvaluateAsync<double>("async size => { self.plan ??= new Blob([new Uint8Array(size).map((_, i) => i * 2654435761 >>> 13)]); const began = performance.now(); await fetch('/put', { method: 'PUT', body: self.plan }); return performance.now() - began; }", Size);
            await bare.Page.EvaluateAsync("() => { document.body.dataset.up = ''; document.querySelector('input').value = ''; }");
            await tab.Page.Locator(".compose-window [data-do=discard]").First.ClickAsync();
            await tab.Page.Locator("dialog.compose-dialog button.danger").ClickAsync();
            await tab.Page.WaitForFunctionAsync("() => !document.querySelector('.compose-window')", null, new PageWaitForFunctionOptions { Timeout = 60_000 });
            if (run == 0) continue;
            opened.Add(open);
            up.Add(uploaded.TotalMilliseconds);
            saved.Add(stored.TotalMilliseconds);
            floor.Add(least);
            memory.Add(fromMemory);
        }

        var load = await File.ReadAllTextAsync("/proc/loadavg", ct);
        var table = new FigureTable();
        table.Add("key C to a composer that is ready", null, opened, 100);
        table.Add("25 MB picked to up, bare: the picked file", floor, up, null);
        table.Add("25 MB picked to up, bare: octets in memory", memory, up, null);
        table.Add("25 MB picked to in the Drafts folder", null, saved, null);
        table.Note(string.Create(CultureInfo.InvariantCulture, $"Upload speed: {floor.Median / up.Median:P0} of a bare upload's of the same picked file, {memory.Median / up.Median:P0} of one from memory (goal 50 %). Resident memory of the product: {before >> 20} MB before, {most >> 20} MB at most after an upload."));
        table.Note($"Load of the machine at the end: {load.Split(' ')[0]}.");
        table.PrintNotes();
    }

    private static long Resident(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024).Single();

    private static async Task<WebApplication> SinkAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var sink = builder.Build();
        sink.MapGet("/", () => Results.Content("<!DOCTYPE html><title>Sink</title><body><input type=file><script>document.querySelector('input').onchange = async event => { const file = event.target.files[0]; if (!file) return; await fetch('/put', { method: 'PUT', body: file }); document.body.dataset.up = 'yes'; };</script>", "text/html"));
        sink.MapPut("/put", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.NoContent();
        });
        await sink.StartAsync();
        return sink;
    }
}
