using System.Globalization;
using Microsoft.Playwright;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.Benchmarks.Ui;

/// <summary>
/// Memory of the server's process per signed-in user with one open tab, and whether it stays flat over many opened messages and a
/// big download. <c>memory --product DIR/Webmail.Web.dll [--users 100] [--messages 1000]</c>.
/// </summary>
internal static class MemoryBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        var ct = CancellationToken.None;
        var product = UiBenchmark.Option(args, "--product") ?? throw new ArgumentException("--product is missing: the path of a published Webmail.Web.dll.", nameof(args));
        var users = int.Parse(UiBenchmark.Option(args, "--users") ?? "100", CultureInfo.InvariantCulture);
        var messages = int.Parse(UiBenchmark.Option(args, "--messages") ?? "1000", CultureInfo.InvariantCulture);
        using var folder = new PrivateFolder();
        await using var dovecot = await DovecotServer.CreateAsync(new DovecotOptions(), ct);
        await using var running = await ProductProcess.StartAsync(
            product, dovecot, folder.PathOf("webmail.db"), LoopbackPorts.Free(1)[0], folder.PathOf("webmail.log"), ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--renderer-process-limit=8"],
        });

        var process = ServerMemory.RuntimeUnder(running.Process.Id);
        await using var first = await UserAsync(browser, running.Address, dovecot, 0, ct);
        var before = ServerMemory.AfterCollection(process);
        var tabs = new List<Tab>();
        for (var user = 1; user <= users; user++) tabs.Add(await UserAsync(browser, running.Address, dovecot, user, ct));
        var after = ServerMemory.AfterCollection(process);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{users} users, one tab each: heap {(after.Heap - before.Heap) / 1e6 / users:F2} MB a user, resident {(after.Resident - before.Resident) / 1e6 / users:F2} MB a user (base: heap {before.Heap / 1e6:F0} MB, resident {before.Resident / 1e6:F0} MB)."));
        foreach (var tab in tabs) await tab.DisposeAsync();

        await OpenManyAsync(first, messages, process);
    }

    private static async Task OpenManyAsync(Tab tab, int messages, int process)
    {
        var rows = tab.Page.Locator(".message-row[data-uid] .row-link");
        var count = await rows.CountAsync();
        await rows.First.ClickAsync();
        var before = ServerMemory.AfterCollection(process);
        for (var i = 0; i < messages; i++)
        {
            await tab.Page.EvaluateAsync(UiScripts.NoteText);
            await tab.MeasureAsync(UiScripts.ClickRow((i + 1) % Math.Min(count, 12)), UiScripts.OtherText);
        }

        var after = ServerMemory.AfterCollection(process);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{messages} messages opened: heap {before.Heap / 1e6:F1} -> {after.Heap / 1e6:F1} MB, resident {before.Resident / 1e6:F0} -> {after.Resident / 1e6:F0} MB."));
    }

    private static async Task<Tab> UserAsync(IBrowser browser, Uri address, DovecotServer dovecot, int number, CancellationToken ct)
    {
        var user = string.Create(CultureInfo.InvariantCulture, $"memory{number}@tidewater.test");
        await TestKit.Mailboxes.BulkFolder.WriteAsync(dovecot.MaildirOf(user), "INBOX", 200, BenchmarkMailbox.Newest, ct);
        await dovecot.OwnMailAsync(user, ct);
        return await Tab.SignedInAsync(browser, address, user, dovecot.Password);
    }
}
