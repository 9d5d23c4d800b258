using System.Globalization;
using Microsoft.Playwright;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.Benchmarks.Ui;

/// <summary>
/// The product in Chromium beside a bare IMAP client on the same Dovecot in the same run.
/// <c>ui --product DIR/Webmail.Web.dll [--sizes 10000,100000,1000000] [--runs 7]</c>.
/// </summary>
internal static class UiBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        var ct = CancellationToken.None;
        var product = Option(args, "--product") ?? throw new ArgumentException("--product is missing: the path of a published Webmail.Web.dll.", nameof(args));
        var sizes = (Option(args, "--sizes") ?? "10000,100000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        var runs = int.Parse(Option(args, "--runs") ?? "7", CultureInfo.InvariantCulture);
        using var folder = new PrivateFolder();
        await using var dovecot = await DovecotServer.CreateAsync(new DovecotOptions { SpecialUseMailboxes = true }, ct);
        await FillAsync(dovecot, sizes, ct);
        await Console.Error.WriteLineAsync("Mailboxes are filled.");
        await using var running = await ProductProcess.StartAsync(
            product, dovecot, folder.PathOf("webmail.db"), LoopbackPorts.Free(1)[0], folder.PathOf("webmail.log"), ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chromium);

        var table = new FigureTable();
        await WarmUpAsync(browser, running.Address, dovecot, sizes);
        await Console.Error.WriteLineAsync("Warm.");
        await FirstLoad.MeasureAsync(browser, running.Address, BenchmarkMailbox.User(sizes[0]), dovecot.Password, table);
        await Console.Error.WriteLineAsync("First load measured.");
        foreach (var size in sizes.Where(size => size <= 100_000))
            await SignInScenario.MeasureAsync(browser, running.Address, dovecot, size, runs, table);
        await Console.Error.WriteLineAsync("Sign-in measured.");
        await ListScenarios.MeasureAsync(browser, running.Address, dovecot, sizes, runs, table);
        table.PrintNotes();
    }

    internal static BrowserTypeLaunchOptions Chromium { get; } = new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    };

    internal static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static async Task FillAsync(DovecotServer dovecot, List<int> sizes, CancellationToken ct)
    {
        foreach (var size in sizes.Where(size => size <= 100_000))
            await BenchmarkMailbox.FillAsync(dovecot, size, size == sizes[0] ? sizes : [], ct);
        foreach (var size in sizes.Where(size => size <= 100_000))
        {
            // Dovecot's index of a folder is made at its first look; nobody's first look is measured.
            using var first = new BareImapClient(dovecot.Ports.Imap);
            first.Run($"LOGIN {BenchmarkMailbox.User(size)} {dovecot.Password}");
            foreach (var name in size == sizes[0] ? ["INBOX", "Reading", "Attachments", .. sizes.Select(BenchmarkMailbox.Folder)] : new List<string> { "INBOX" })
            {
                first.Run("SELECT " + name);
                first.Run("FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)");
            }
        }
    }

    private static async Task WarmUpAsync(IBrowser browser, Uri address, DovecotServer dovecot, List<int> sizes)
    {
        await using var tab = await Tab.SignedInAsync(browser, address, BenchmarkMailbox.User(sizes[0]), dovecot.Password);
        await tab.MeasureAsync(Tab.ClickFolder("Reading"), UiScripts.FolderIsOpen("Reading", 30));
        await tab.MeasureAsync("document.querySelector('.message-row[data-uid] .row-link').click()", "!!document.querySelector('.reading-pane .message-body')?.textContent.trim()");
    }
}
