using Webmail.Mail.Messages;
using Webmail.Mail.Sessions;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Mailboxes;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Messages;

/// <summary>What happened to an open folder while our connection was cut.</summary>
public sealed class CatchUpTests(RealServers servers)
{
    private const int Big = 20_000;

    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_client_did_meanwhile_is_told_and_nothing_else(bool qresync)
    {
        await using var own = qresync ? null : await RealServers.OwnDovecotAsync(new DovecotOptions { WithoutCapabilities = ["QRESYNC"] }, Ct);
        var server = own ?? await servers.DovecotAsync(Ct);
        await using var line = new Line(server);
        await using var fixture = new AccountFixture(server, server.NewUser(), new SessionLimits(), port: line.Port);
        await fixture.DeliverAsync(6, Ct);
        await using var view = await fixture.InboxAsync(Ct);
        var rows = (await view.GetWindowAsync(0, 6, Ct)).Rows;
        await Eventually.TrueAsync(() => view.TryGetWindow(0, 6) is { Unread: 6 } window && window.Rows.All(row => row.Preview is not null), "the folder rests", Ct);
        using var changes = new Changes(view);

        await line.CutAsync();
        await using (var other = await OtherAsync(fixture, MailboxName.Inbox))
        {
            await other.StoreAsync(UidSet.Of(rows[4].Uid), StoreAction.Add, FlagSet.Of(Flag.Flagged, Flag.Seen), null, Ct);
            await RemoveAsync(other, rows[1].Uid, rows[5].Uid);
        }

        await fixture.DeliverAsync("Meanwhile", Ct);
        line.Mend(fixture.Account);

        await Eventually.TrueAsync(() => changes.Arrived == 1, "the arrival", Ct, TimeSpan.FromSeconds(30));
        var now = await view.GetWindowAsync(0, 10, Ct);
        Assert.Equal(["Meanwhile", "Message 6", "Message 4", "Message 3", "Message 2"], now.Rows.Select(row => row.Subject));
        Assert.Equal((true, false), (now.Rows[4].IsFlagged, now.Rows[4].IsUnread));
        await Eventually.TrueAsync(() => view.TryGetWindow(0, 1) is { Unread: 4 }, "the unread count", Ct);
        Assert.DoesNotContain(changes.Seen, change => change.Reset);
        Assert.Equal([rows[5].Uid, rows[1].Uid], changes.Seen.SelectMany(change => change.Removed).Select(removed => removed.Uid!.Value));
    }

    [Fact]
    public async Task Deep_in_a_big_folder_flags_and_places_are_right_again()
    {
        var server = await servers.DovecotAsync(Ct);
        var user = server.NewUser();
        await BulkFolder.WriteAsync(server.MaildirOf(user), "Big", Big, Newest, Ct);
        await server.OwnMailAsync(user, Ct);
        await using var line = new Line(server);
        await using var fixture = new AccountFixture(server, user, new SessionLimits(), port: line.Port);
        var folder = MailboxName.Create("Big");
        await using var view = await fixture.Account.OpenFolderAsync(folder, ListOrder.NewestFirst, Ct);
        await view.GetWindowAsync(0, 20, Ct);
        var deep = (await view.GetWindowAsync(15_000, 20, Ct)).Rows;
        using var changes = new Changes(view);

        await line.CutAsync();
        await using (var other = await OtherAsync(fixture, folder))
        {
            await other.StoreAsync(UidSet.Of(deep[7].Uid), StoreAction.Add, FlagSet.Of(Flag.Answered), null, Ct);
            // Three above that were never looked at, one of the rows themselves, two below.
            var unseen = (await other.SearchAsync(SearchQuery.All, SearchReturn.Hits, Ct)).All!.ToList();
            await RemoveAsync(other, unseen[10_000], unseen[10_001], unseen[12_000], deep[3].Uid, unseen[100], unseen[101]);
        }

        line.Mend(fixture.Account);

        await Eventually.TrueAsync(() => view.Row(deep[7].Uid) is { IsAnswered: true }, "the flag", Ct, TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(() => view.Row(deep[3].Uid) is null, "the removal", Ct);
        Assert.Equal(14_997 + 6, await view.IndexOfAsync(deep[7].Uid, Ct));
        Assert.Equal(deep[7].Uid, (await view.GetWindowAsync(15_003, 1, Ct)).Rows[0].Uid);
        Assert.Equal(Big - 6, view.TryGetWindow(15_003, 1)!.Total);
        Assert.DoesNotContain(changes.Seen, change => change.Reset);
    }

    [Fact]
    public async Task A_server_with_QRESYNC_is_asked_for_the_changes_alone()
    {
        var selected = 0;
        await using var scripted = new ScriptedAccount("IMAP4rev1 LITERAL+ ENABLE CONDSTORE QRESYNC", command => command.Name switch
        {
            "ENABLE" => ["* ENABLED QRESYNC"],
            "SELECT" when command.Text.Contains("Drafts", StringComparison.Ordinal) => ["* 0 EXISTS", "* OK [UIDVALIDITY 8] valid", "* OK [UIDNEXT 1] next", "* OK [HIGHESTMODSEQ 1] changes"],
            "SELECT" when selected++ == 0 => ["* 2 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 3] next", "* OK [HIGHESTMODSEQ 20] changes"],
            "SELECT" => ["* 1 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 3] next", "* OK [HIGHESTMODSEQ 22] changes", "* VANISHED (EARLIER) 1", "* 1 FETCH (UID 2 FLAGS (\\Flagged) MODSEQ (22))"],
            "FETCH" => [Row(1, "one"), Row(2, "two")],
            _ => [],
        }, new SessionLimits { WorkersPerAccount = 1, SweepInterval = TimeSpan.FromMilliseconds(50), Compression = CompressionUse.Never });
        await using var view = await scripted.Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.NewestFirst, Ct);
        await view.GetWindowAsync(0, 2, Ct);

        await using (await scripted.Account.Pool.RentAsync(MailboxName.Create("Drafts"), LeaseUse.Exclusive, Ct))
        {
        }

        await Eventually.TrueAsync(() => view.TryGetWindow(0, 1) is { Total: 1 } window && window.Rows[0].IsFlagged, "one row, with its star", Ct);
        Assert.Contains("SELECT \"INBOX\" (QRESYNC (7 20))", scripted.Said);
        Assert.DoesNotContain(scripted.Said, line => line.StartsWith("UID FETCH", StringComparison.Ordinal) && line.EndsWith("(UID FLAGS)", StringComparison.Ordinal));
    }

    private static string Row(int number, string subject) =>
        $"* {number} FETCH (UID {number} FLAGS () INTERNALDATE \"22-Nov-2026 04:00:00 +0000\" RFC822.SIZE 200 ENVELOPE (NIL \"{subject}\" NIL NIL NIL NIL NIL NIL NIL NIL))";

    private static async Task<ImapConnection> OtherAsync(AccountFixture fixture, MailboxName folder)
    {
        var connection = await ImapConnection.OpenAsync(
            new ServerEndpoint("127.0.0.1", fixture.Server.Ports.Imap, TransportSecurity.Plain), ImapCredentials.Password(fixture.User, fixture.Server.Password), ImapConnectionOptions.Default, Ct);
        await connection.SelectAsync(folder, ct: Ct);
        return connection;
    }

    private static async Task RemoveAsync(ImapConnection connection, params Uid[] uids)
    {
        await connection.StoreAsync(UidSet.From(uids), StoreAction.Add, FlagSet.Of(Flag.Deleted), null, Ct);
        await connection.ExpungeAsync(UidSet.From(uids), Ct);
    }

    /// <summary>Our way to the server, which can be cut.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly FaultProxy _proxy;
        private volatile bool _isCut;

        public Line(DovecotServer server) => _proxy = new FaultProxy(server.Ports.Imaps, () => _isCut ? new ConnectionFaults { ResetAfter = 1 } : ConnectionFaults.None);

        public int Port => _proxy.Port;

        public Task CutAsync()
        {
            _isCut = true;
            _proxy.ResetAll();
            return Task.CompletedTask;
        }

        public void Mend(MailAccount account)
        {
            _isCut = false;
            account.ReconnectNow();
        }

        public ValueTask DisposeAsync() => _proxy.DisposeAsync();
    }
}
