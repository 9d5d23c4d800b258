using System.Diagnostics;
using System.Globalization;
using Webmail.Mail.Messages;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>Many folders live over one connection, and a search that is given up. The times are printed: they go to docs/performance.md.</summary>
public sealed class WatchingTests(ITestOutputHelper output)
{
    private const int Folders = 500;

    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 5, 10)]
    [InlineData(false, 2, 30)] // the watcher looks every ten seconds whether a sweep is due
    public async Task An_event_in_any_of_500_folders_shows_in_the_tree(bool notify, int events, int seconds)
    {
        await using var server = await RealServers.OwnDovecotAsync(new DovecotOptions { WithoutCapabilities = notify ? [] : ["NOTIFY"] }, Ct);
        var user = server.NewUser();
        var writer = new MailboxGenerator(1, Person.Noor, Newest);
        await new MaildirWriter(server.MaildirOf(user)).WriteAsync(Enumerable.Range(0, Folders).Select(number => writer.Simple("First", Name(number), "S")), Ct);
        await server.OwnMailAsync(user, Ct);
        await using var fixture = new AccountFixture(server, user, new SessionLimits { SweepInterval = TimeSpan.FromSeconds(1) });
        using var watching = fixture.Account.Folders.Subscribe(_ => Task.CompletedTask);
        await fixture.Account.Folders.LoadAsync(Ct);
        await using var other = await ImapConnection.OpenAsync(
            new ServerEndpoint("127.0.0.1", server.Ports.Imap, TransportSecurity.Plain), ImapCredentials.Password(user, server.Password), ImapConnectionOptions.Default, Ct);
        await AppearsAsync(fixture, other, 0); // from here on it is watched

        var times = new List<double>();
        for (var number = 1; number <= events; number++) times.Add(await AppearsAsync(fixture, other, (number * 97) % Folders));

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(notify ? "NOTIFY" : "IDLE and sweeps")}: {times[0]:F0} / {times[events / 2]:F0} / {times[^1]:F0} ms (least, median, most)"));
        Assert.True(times[events / 2] < seconds * 1000);
    }

    [Fact]
    public async Task A_search_that_is_given_up_frees_its_user_at_once()
    {
        await using var server = await RealServers.OwnDovecotAsync(new DovecotOptions(), Ct);
        var user = server.NewUser();
        await BulkFolder.WriteAsync(server.MaildirOf(user), "Big", 20_000, Newest, Ct);
        await server.OwnMailAsync(user, Ct);
        await using var fixture = new AccountFixture(server, user, new SessionLimits { SearchGrace = TimeSpan.Zero });
        var big = MailboxName.Create("Big");
        await using var view = await fixture.Account.OpenFolderAsync(big, ListOrder.NewestFirst, Ct);
        await using var lease = await fixture.Account.Pool.RentAsync(big, LeaseUse.Search, Ct);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var searching = lease.Connection.SearchAsync(SearchQuery.Text("nowhere to be found"), SearchReturn.Hits, giveUp.Token);
        Assert.False(searching.IsCompleted);

        var started = Stopwatch.GetTimestamp();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => searching);
        await lease.DisposeAsync();
        var freed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await using (var inbox = await fixture.InboxAsync(Ct)) await inbox.GetWindowAsync(0, 10, Ct);
        var elsewhere = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.Equal(20, (await view.GetWindowAsync(0, 20, Ct)).Rows.Count);
        var here = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"free after {freed:F1} ms, another folder's window after {elsewhere:F0} ms, the same folder's after {here:F0} ms"));
        Assert.True(freed < 1_000);
        await lease.Connection.Closed.WaitAsync(Ct); // the server is not left searching for nobody
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Projects/Folder {number:D3}");

    private static async Task<double> AppearsAsync(AccountFixture fixture, ImapConnection other, int number)
    {
        var folder = MailboxName.Create(Name(number));
        var message = AccountFixture.Message("News");
        await other.AppendAsync(folder, new MemoryStream(message), message.Length, FlagSet.Empty, date: null, Ct);
        var started = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(() => fixture.Account.Folders.Current.Find(folder) is { Unread: > 0 }, folder.Value + " counts one", Ct, TimeSpan.FromSeconds(60));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
