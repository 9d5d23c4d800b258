using Webmail.Mail.Messages;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>A server that allows a person one connection, or two.</summary>
public sealed class SingleConnectionTests : IAsyncLifetime
{
    private DovecotServer _one = null!;
    private DovecotServer _two = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _one = await AllowingAsync(1);
        _two = await AllowingAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task With_one_connection_an_open_folder_lets_the_work_in_other_folders_through()
    {
        await using var fixture = new AccountFixture(_one, _one.NewUser());
        await fixture.DeliverAsync(3, Ct);
        using var watching = fixture.Account.Folders.Subscribe(_ => Task.CompletedTask);
        await fixture.Account.Folders.LoadAsync(Ct);
        await using var inbox = await fixture.InboxAsync(Ct);
        var rows = (await inbox.GetWindowAsync(0, 10, Ct)).Rows;

        var receipt = await fixture.Account.Actions.ArchiveAsync(MailboxName.Inbox, UidSet.Of(rows[0].Uid), Ct);
        await fixture.Account.Actions.UndoAsync(receipt, Ct);
        await using (var archive = await fixture.Account.OpenFolderAsync(MailboxName.Create("Archive"), ListOrder.NewestFirst, Ct))
            Assert.Empty((await archive.GetWindowAsync(0, 10, Ct)).Rows);

        await Eventually.TrueAsync(async ct => (await inbox.GetWindowAsync(0, 10, ct)).Rows.Count == 3, "all three are back", Ct);
        Assert.Equal((1, 1), fixture.Account.Connections);
    }

    [Fact]
    public async Task With_one_connection_two_open_folders_both_hear_what_comes()
    {
        await using var fixture = new AccountFixture(_one, _one.NewUser(), new SessionLimits { SweepInterval = TimeSpan.FromMilliseconds(200) });
        await fixture.DeliverAsync(1, Ct);
        await using var inbox = await fixture.InboxAsync(Ct);
        Assert.Single((await inbox.GetWindowAsync(0, 10, Ct)).Rows);
        await using var drafts = await fixture.Account.OpenFolderAsync(MailboxName.Create("Drafts"), ListOrder.NewestFirst, Ct);
        Assert.Empty((await drafts.GetWindowAsync(0, 10, Ct)).Rows);

        await fixture.DeliverAsync("The second", Ct);

        await Eventually.TrueAsync(async ct => (await inbox.GetWindowAsync(0, 10, ct)).Rows.Count == 2, "the second is in the list", Ct, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task With_one_connection_the_tree_is_swept()
    {
        await using var fixture = new AccountFixture(_one, _one.NewUser(), new SessionLimits { SweepInterval = TimeSpan.FromMilliseconds(200) });
        using var watching = fixture.Account.Folders.Subscribe(_ => Task.CompletedTask);
        await fixture.Account.Folders.LoadAsync(Ct);
        await using var drafts = await fixture.Account.OpenFolderAsync(MailboxName.Create("Drafts"), ListOrder.NewestFirst, Ct);
        await drafts.GetWindowAsync(0, 10, Ct);

        await fixture.DeliverAsync("News", Ct);

        await Eventually.TrueAsync(() => fixture.Account.Folders.Current.Find(MailboxName.Inbox) is { Unread: 1 }, "the inbox counts one", Ct);
        Assert.Equal(1, fixture.Account.Folders.Current.Find(MailboxName.Inbox)?.Total);
    }

    [Fact]
    public async Task With_one_connection_many_tasks_at_once_take_turns()
    {
        await using var fixture = new AccountFixture(_one, _one.NewUser());
        await fixture.DeliverAsync(2, Ct);
        await using var inbox = await fixture.InboxAsync(Ct);
        var uid = (await inbox.GetWindowAsync(0, 10, Ct)).Rows[0].Uid;
        string[] folders = ["INBOX", "Drafts", "Sent", "Trash", "INBOX", "Archive", "Junk", "Drafts"];

        await Task.WhenAll(folders.Select(async name =>
        {
            await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Create(name), LeaseUse.Exclusive, Ct);
            await lease.Connection.SearchAsync(SearchQuery.Unseen, SearchReturn.CountOnly, Ct);
        }).Append(fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(uid), Flag.Flagged, on: true, Ct).AsTask()));

        await Eventually.TrueAsync(async ct => (await inbox.GetWindowAsync(0, 10, ct)).Rows.Any(row => row.Flags.Contains(Flag.Flagged)), "the star is shown", Ct);
        Assert.Equal(1, fixture.Account.Connections.Open);
    }

    [Fact]
    public async Task Two_that_come_at_once_to_a_server_that_takes_one_take_turns()
    {
        await using var fixture = new AccountFixture(_one, _one.NewUser());

        var counts = await Task.WhenAll(new[] { "INBOX", "Drafts", "Sent" }.Select(async name =>
        {
            await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Create(name), LeaseUse.Exclusive, Ct);
            return (await lease.Connection.SearchAsync(SearchQuery.Unseen, SearchReturn.CountOnly, Ct)).Count;
        }));

        // Dovecot counts those that are signed in: it lets two through that sign in at the same moment, or refuses one of them.
        Assert.Equal([0u, 0u, 0u], counts.Select(count => (uint)count!));
    }

    [Fact]
    public async Task The_only_connection_is_waited_for_while_another_program_has_it()
    {
        var user = _one.NewUser();
        await using var other = new AccountFixture(_one, user);
        await using (await other.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct))
        {
        }

        await using var fixture = new AccountFixture(_one, user);
        var waiting = fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await Eventually.TrueAsync(() => fixture.Account.Connections.Allowed == 1, "the server has refused", Ct);
        await other.Account.Pool.CloseIdleAsync(TimeSpan.Zero);
        await using var lease = await waiting;

        Assert.Equal(1, fixture.Account.Connections.Open);
    }

    [Fact]
    public async Task With_two_connections_watching_steps_back_for_work()
    {
        await using var fixture = new AccountFixture(_two, _two.NewUser());
        using var watching = fixture.Account.Folders.Subscribe(_ => Task.CompletedTask);
        await fixture.Account.Folders.LoadAsync(Ct);
        await using var inbox = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Exclusive, Ct);
        await using var drafts = await fixture.Account.Pool.RentAsync(MailboxName.Create("Drafts"), LeaseUse.Exclusive, Ct);

        Assert.NotSame(inbox.Connection, drafts.Connection);
        Assert.Equal((2, 2), fixture.Account.Connections);
    }

    private static Task<DovecotServer> AllowingAsync(int connections) => RealServers.OwnDovecotAsync(
        new DovecotOptions { ExtraConfiguration = $"protocol imap {{\n  mail_max_userip_connections = {connections}\n}}" }, Ct);
}
