using System.Globalization;
using Microsoft.Playwright;
using Webmail.Benchmarks.Html;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.Benchmarks.Ui;

/// <summary>
/// Where the time goes when a large message opens that nothing has fetched ahead: a newsletter of 200 kB, a table of 3 MB, a text of 5 MB, each in the list of a real Dovecot, clicked in Chromium.
/// <c>opening --product DIR/Webmail.Web.dll [--runs 5] [--only table] [--held 80] [--peer]</c>; with <c>--held</c> the button is held down for so many milliseconds, as a hand does, and the time runs from letting go; with <c>--peer</c> Roundcube opens each of them in between, on the same machine (<see cref="RoundcubePeer"/>).
/// </summary>
internal static class OpeningBenchmark
{
    private const int Between = 4;

    /// <summary>Between a folder's opening and the click: what the page still has to do for the folder is not the message's.</summary>
    internal const int Rest = 500;

    /// <summary>A third of the best peer's.</summary>
    private static readonly (string Subject, string Peer, double Goal)[] Messages = [("newsletter of 200 kB", "400", 133), ("table of 3 MB", "1,970", 657), ("text of 5 MB", "600", 200)];

    public static async Task RunAsync(string[] args)
    {
        var ct = CancellationToken.None;
        var product = UiBenchmark.Option(args, "--product") ?? throw new ArgumentException("--product is missing: the path of a published Webmail.Web.dll.", nameof(args));
        var runs = int.Parse(UiBenchmark.Option(args, "--runs") ?? "5", CultureInfo.InvariantCulture);
        var held = int.Parse(UiBenchmark.Option(args, "--held") ?? "0", CultureInfo.InvariantCulture);
        var only = UiBenchmark.Option(args, "--only") ?? "";
        var user = BenchmarkMailbox.User(1);
        using var folder = new PrivateFolder();
        await using var dovecot = await DovecotServer.CreateAsync(new DovecotOptions { SpecialUseMailboxes = true }, ct);
        // One more than is counted: the first opening compiles what the others use.
        await new MaildirWriter(dovecot.MaildirOf(user)).WriteAsync(
            [new GeneratedMessage("INBOX", BenchmarkMailbox.Newest, "S", Mail("Plain", Part.Text("Words"), 0)), .. Enumerable.Range(0, runs + 1).SelectMany(Folder)], ct);
        await dovecot.OwnMailAsync(user, ct);
        await using var running = await ProductProcess.StartAsync(product, dovecot, folder.PathOf("webmail.db"), LoopbackPorts.Free(1)[0], folder.PathOf("webmail.log"), ct);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(UiBenchmark.Chromium);
        await using var tab = await Tab.SignedInAsync(browser, running.Address, user, dovecot.Password, UiScripts.NoteCircuitMessages);
        await using var peer = args.Contains("--peer") ? await RoundcubePeer.StartAsync(dovecot, folder, ct) : null;
        await using var peerTab = peer is null ? null : await RoundcubeTab.SignedInAsync(browser, peer.Address, user, dovecot.Password);
        using var bare = new BareImapClient(dovecot.Ports.Imap);
        bare.Run($"LOGIN {user} {dovecot.Password}");
        Console.WriteLine("| message | bare FETCH | circuit | fetch | sanitise | transfer | paint | total | goal | best peer there | Roundcube here | of it |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var message in Messages.Where(message => message.Subject.StartsWith(only, StringComparison.Ordinal))) await MeasureAsync(tab, peerTab, bare, message, runs, held);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nMedians of {runs}, ms, the button held for {held}. Load of the machine at the end: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores."));
    }

    private static async Task MeasureAsync(Tab tab, RoundcubeTab? peer, BareImapClient bare, (string Subject, string Peer, double Goal) message, int runs, int held)
    {
        Samples floor = new(), circuit = new(), fetch = new(), sanitize = new(), transfer = new(), paint = new(), total = new(), beside = new();
        for (var run = 0; run <= runs; run++)
        {
            await tab.MeasureAsync(Tab.ClickFolder("Run" + run), UiScripts.FolderIsOpen("Run" + run, Messages.Length * (Between + 1)));
            await tab.Page.WaitForTimeoutAsync(Rest);
            var one = await tab.Page.EvaluateAsync<Opening>(UiScripts.OpenAndSplit, new object[] { message.Subject, held });
            if (one.Frame)
            {
                var frame = tab.Page.Frames.Single(frame => frame.Url.EndsWith(one.Path, StringComparison.Ordinal));
                one = one.With(await frame.EvaluateAsync<FrameCost>(UiScripts.FrameCost));
            }

            var peers = peer is null ? 0 : await peer.OpenAsync("Run" + run, message.Subject, held);
            bare.Run("SELECT Run" + run);
            var number = bare.Run($"SEARCH SUBJECT \"{message.Subject}\"")[0].Split(' ')[^1];
            var least = bare.Time($"FETCH {number} BODY.PEEK[1]");
            if (run == 0) continue;
            floor.Add(least);
            circuit.Add(one.Circuit);
            fetch.Add(one.Fetch);
            sanitize.Add(one.Sanitize);
            transfer.Add(one.Transfer);
            paint.Add(one.Paint);
            total.Add(one.Total);
            if (peer is not null) beside.Add(peers);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {message.Subject} | {floor} | {circuit} | {fetch} | {sanitize} | {transfer} | {paint} | {total} | {message.Goal} {(total.Median <= message.Goal ? "met" : "missed")} | {message.Peer} | {beside} | {(peer is null ? "-" : (total.Median / beside.Median).ToString("P0", CultureInfo.InvariantCulture))} |"));
    }

    /// <summary>The three, with small messages around each, so that opening one fetches none of the others ahead.</summary>
    private static IEnumerable<GeneratedMessage> Folder(int run)
    {
        var samples = HtmlSamples.All().ToDictionary(sample => sample.Name, sample => sample.Html, StringComparer.Ordinal);
        Part[] bodies = [Part.Html(samples["newsletter, 200 kB"]), Part.Html(samples["table, 3 MB"]), Part.Text(HtmlSamples.Text(5_000_000))];
        for (var at = 0; at < bodies.Length * (Between + 1); at++)
        {
            var big = at % (Between + 1) == 2 ? at / (Between + 1) : -1;
            var content = big >= 0 ? Mail(Messages[big].Subject, bodies[big], at) : Mail("Plain " + at, Part.Text("Words between."), at);
            yield return new GeneratedMessage("Run" + run, BenchmarkMailbox.Newest.AddMinutes(at), "S", content);
        }
    }

    private static byte[] Mail(string subject, Part body, int number) => new MessageDraft
    {
        From = Person.Marcus,
        To = [Person.Noor],
        Subject = subject,
        Date = BenchmarkMailbox.Newest,
        MessageId = $"{Guid.NewGuid():N}.{number.ToString(CultureInfo.InvariantCulture)}@tidewater.test",
        Body = body,
    }.ToBytes();

    /// <summary>One opening, as the page saw it; milliseconds, starts on the page's clock.</summary>
    internal sealed record Opening
    {
        /// <summary>It was shown in a frame, which tells more.</summary>
        public bool Frame { get; init; }

        /// <summary>Where its document lies.</summary>
        public string Path { get; init; } = "";

        public double Start { get; init; }

        public double Circuit { get; init; }

        public double Fetch { get; init; }

        public double Sanitize { get; init; }

        public double Transfer { get; init; }

        public double Paint { get; init; }

        public double Total { get; init; }

        /// <summary>What was asked for, or had come, before the button was let go took none of the time.</summary>
        public Opening With(FrameCost cost) => this with
        {
            Circuit = Math.Max(0, cost.Asked - Start),
            Fetch = cost.Fetch,
            Sanitize = cost.Sanitize,
            Transfer = Math.Max(cost.Came, Start) - Math.Max(cost.Asked, Start) - (cost.Asked < Start ? 0 : cost.Fetch + cost.Sanitize),
            Paint = Start + Total - Math.Max(cost.Came, Start),
        };
    }

    /// <summary>What the frame's document says of itself: when it was asked for and came, on the page's clock, and what the server told of its work.</summary>
    internal sealed record FrameCost
    {
        public double Asked { get; init; }

        public double Came { get; init; }

        public double Fetch { get; init; }

        public double Sanitize { get; init; }
    }
}
