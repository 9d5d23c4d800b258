using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Webmail.Mail.Messages;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Sync;

/// <summary>
/// Three clients work on one account at once, the product through a network that fails: whenever it rests, what the product shows is what the server has. Always one seed with
/// 1,000 operations; <c>WEBMAIL_SYNC_SEEDS=20</c> and <c>WEBMAIL_SYNC_OPERATIONS=10000</c> make it more.
/// </summary>
public sealed class SyncTruthTests(RealServers servers)
{
    private const int FirstSeed = 20261122;
    private const int BetweenRests = 500;

    // Each mostly waits for its bad network.
    private const int AtOnce = 4;

    private static readonly MailboxName Other = MailboxName.Create("Other");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_clients_and_a_bad_network_leave_the_product_with_the_servers_truth()
    {
        var seeds = Number("WEBMAIL_SYNC_SEEDS", 1);
        var operations = Number("WEBMAIL_SYNC_OPERATIONS", 1000);
        var output = TestContext.Current.TestOutputHelper;
        var agreed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(FirstSeed, seeds), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (seed, _) =>
        {
            var clock = Stopwatch.StartNew();
            var (cuts, done) = await RunAsync(seed, operations);
            Interlocked.Increment(ref agreed);
            output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {operations} operations, {cuts} connections cut, {done} of ours came about, {clock.Elapsed.TotalSeconds:0} s"));
        });
        Assert.Equal(seeds, agreed);
    }

    private async Task<(int Cuts, int Done)> RunAsync(int seed, int operations)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var user = dovecot.NewUser("sync");
        await using var engine = await SurvivingClient<EngineClient>.OpenAsync(dovecot, user, () => EngineClient.OpenAsync(dovecot, user, MailboxName.Inbox, Other, Ct));
        await using var second = await SurvivingClient<EngineClient>.OpenAsync(dovecot, user, () => EngineClient.OpenAsync(dovecot, user, Other, MailboxName.Inbox, Ct));
        await using var numbers = await SurvivingClient<NumberClient>.OpenAsync(dovecot, user, () => NumberClient.OpenAsync(dovecot, user, Ct));
        await using var faulty = new FaultyAccount(dovecot, user, seed, NullLogger.Instance);
        await using var inbox = await faulty.Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.NewestFirst, Ct);
        await using var other = await faulty.Account.OpenFolderAsync(Other, ListOrder.OldestFirst, Ct);
        using var seen = new Changes(inbox);
        using var seenOther = new Changes(other);
        await faulty.Account.Folders.LoadAsync(Ct);
        using var tree = faulty.Account.Folders.Subscribe(_ => Task.CompletedTask);
        var product = new ProductClient(faulty, inbox, other);
        for (var done = 0; done < operations; done += BetweenRests)
        {
            faulty.Break();
            var (part, round) = (Math.Min(BetweenRests, operations - done), done);
            await Task.WhenAll(
                WorkAsync(random => EndsAsync(product, product.ActAsync(random, Ct), faulty, seed), part / 10, seed + (round * 3)),
                WorkAsync(random => (random.Next(3) == 0 ? second : engine).ActAsync(random, Ct), part / 2, seed + (round * 3) + 1),
                WorkAsync(random => numbers.ActAsync(random, Ct), part * 2 / 5, seed + (round * 3) + 2));
            faulty.Rest();
            var where = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, after {done + part} operations");
            await IsTrueAsync(inbox, seen, await engine.AskAsync(client => client.TruthAsync(MailboxName.Inbox, Ct), Ct), faulty, where);
            await IsTrueAsync(other, seenOther, await engine.AskAsync(client => client.TruthAsync(Other, Ct), Ct), faulty, where);
        }

        return (faulty.Cuts, product.Done);
    }

    // Nothing that people wait for may have no end, whatever the network does.
    private static async Task EndsAsync(ProductClient product, Task act, FaultyAccount faulty, int seed)
    {
        try
        {
            await act.WaitAsync(Patience, Ct);
        }
        catch (TimeoutException) when (!act.IsCompleted)
        {
            Assert.Fail($"seed {seed}: {product.Doing} has no end; health {faulty.Account.Health.State}, {faulty.Account.Connections}");
        }
    }

    private static async Task WorkAsync(Func<Random, Task> act, int times, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < times; i++) await act(random);
    }

    private static async Task IsTrueAsync(IFolderView view, Changes seen, List<string> truth, FaultyAccount faulty, string where)
    {
        var unread = truth.Count(row => !row.Contains("\\Seen", StringComparison.Ordinal));
        var (shown, figures) = (new List<string>(), "");
        try
        {
            await Eventually.TrueAsync(
                async ct =>
                {
                    shown = await ShownAsync(view, ct);
                    var told = seen.Seen is [.., var last] ? (last.Total, last.Unread) : (truth.Count, unread);
                    var window = view.TryGetWindow(0, 1);
                    var node = faulty.Account.Folders.Current.Find(view.Folder);
                    figures = string.Create(CultureInfo.InvariantCulture, $"list {window?.Total}/{window?.Unread}, told {told.Item1}/{told.Item2}, tree {node?.Total}/{node?.Unread}, true {truth.Count}/{unread}");
                    return shown.SequenceEqual(truth) && (window?.Total, window?.Unread) == (truth.Count, unread) && told == (truth.Count, unread) && (node?.Total, node?.Unread) == (truth.Count, unread);
                },
                "the view is the server's truth", Ct, Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{where}, {view.Folder}: {figures}; health {faulty.Account.Health.State}, connections {faulty.Account.Connections}\nonly shown: {string.Join(", ", shown.Except(truth))}\nonly true: {string.Join(", ", truth.Except(shown))}");
        }
    }

    private static async Task<List<string>> ShownAsync(IFolderView view, CancellationToken ct)
    {
        try
        {
            var rows = new List<MessageRow>();
            for (ListWindow window; rows.Count < (window = await view.GetWindowAsync(rows.Count, 400, ct)).Total && window.Rows.Count > 0;) rows.AddRange(window.Rows);
            if (view.Order == ListOrder.NewestFirst) rows.Reverse();
            return [.. rows.Select(row => SyncRow.Text(row.Uid, row.Flags))];
        }
        catch (MailUnavailableException)
        {
            return [];
        }
    }

    private static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
