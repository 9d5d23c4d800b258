using Webmail.Mail.Messages;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Messages;

/// <summary>Open folders against a real Dovecot, with a second real client that changes things.</summary>
public sealed class LiveFolderTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<AccountFixture> AccountAsync(int messages)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        await fixture.DeliverAsync(messages, Ct);
        return fixture;
    }

    private static async Task<ImapConnection> OtherClientAsync(AccountFixture fixture)
    {
        var connection = await ImapConnection.ConnectAsync(
            new ServerEndpoint("localhost", fixture.Server.Ports.Imap, TransportSecurity.Plain), ImapConnectionOptions.Default, Ct);
        await connection.SignInAsync(ImapCredentials.Password(fixture.User, fixture.Server.Password), Ct);
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        return connection;
    }

    [Fact]
    public async Task The_first_window_has_the_newest_rows_with_their_figures()
    {
        await using var fixture = await AccountAsync(30);
        await using var view = await fixture.InboxAsync(Ct);

        var window = await view.GetWindowAsync(0, 20, Ct);

        Assert.Equal(30, window.Total);
        Assert.Equal("Message 30", window.Rows[0].Subject);
        Assert.Equal("Message 11", window.Rows[19].Subject);
        Assert.Equal("Ines Okafor", window.Rows[0].People[0].Display);
        Assert.All(window.Rows, row => Assert.True(row.IsUnread));
    }

    [Fact]
    public async Task Previews_and_the_unread_count_follow_by_themselves()
    {
        await using var fixture = await AccountAsync(3);
        await using var view = await fixture.InboxAsync(Ct);
        using var changes = new Changes(view);
        await view.GetWindowAsync(0, 3, Ct);

        await Eventually.TrueAsync(() => view.TryGetWindow(0, 3) is { Unread: 3 } window && window.Rows.All(row => row.Preview is not null), "previews and count", Ct);

        Assert.Equal("The text of Message 3.", view.TryGetWindow(0, 1)!.Rows[0].Preview);
    }

    [Fact]
    public async Task A_delivered_message_arrives_on_top_with_its_row()
    {
        await using var fixture = await AccountAsync(2);
        await using var view = await fixture.InboxAsync(Ct);
        using var changes = new Changes(view);
        await view.GetWindowAsync(0, 10, Ct);

        await fixture.DeliverAsync("Just in", Ct);
        await Eventually.TrueAsync(() => changes.Arrived == 1, "the arrival", Ct);

        Assert.Equal("Just in", view.TryGetWindow(0, 10)!.Rows[0].Subject);
    }

    [Fact]
    public async Task Flags_set_by_another_client_reach_the_row()
    {
        await using var fixture = await AccountAsync(5);
        await using var view = await fixture.InboxAsync(Ct);
        using var changes = new Changes(view);
        var uid = (await view.GetWindowAsync(0, 5, Ct)).Rows[2].Uid;

        await using var other = await OtherClientAsync(fixture);
        await other.StoreAsync(UidSet.Of(uid), StoreAction.Add, FlagSet.Of(Flag.Seen, Flag.Flagged), null, Ct);

        await Eventually.TrueAsync(() => view.Row(uid) is { IsUnread: false, IsFlagged: true }, "the flags", Ct);
        await Eventually.TrueAsync(() => changes.Any(change => change.Changed.Contains(uid)), "the change", Ct);
    }

    [Fact]
    public async Task A_message_expunged_by_another_client_leaves_the_list()
    {
        await using var fixture = await AccountAsync(5);
        await using var view = await fixture.InboxAsync(Ct);
        using var changes = new Changes(view);
        var uid = (await view.GetWindowAsync(0, 5, Ct)).Rows[1].Uid;

        await using var other = await OtherClientAsync(fixture);
        await other.StoreAsync(UidSet.Of(uid), StoreAction.Add, FlagSet.Of(Flag.Deleted), null, Ct);
        await other.ExpungeAsync(UidSet.Of(uid), Ct);

        await Eventually.TrueAsync(() => changes.Any(change => change.Removed.Contains(new RemovedRow(uid, 1))), "the removal", Ct);
        Assert.Equal(4, view.TryGetWindow(0, 10)!.Total);
    }

    [Fact]
    public async Task Killing_the_server_and_starting_it_again_doubles_and_loses_nothing()
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new(), Ct);
        await using var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        await fixture.DeliverAsync(6, Ct);
        await using var view = await fixture.InboxAsync(Ct);
        using var changes = new Changes(view);
        var before = await view.GetWindowAsync(0, 6, Ct);

        await dovecot.KillAsync();
        await dovecot.StartAsync(Ct);
        await fixture.DeliverAsync("After the fall", Ct);
        await using (var other = await OtherClientAsync(fixture))
        {
            await other.StoreAsync(UidSet.Of(before.Rows[5].Uid), StoreAction.Add, FlagSet.Of(Flag.Deleted), null, Ct);
            await other.ExpungeAsync(UidSet.Of(before.Rows[5].Uid), Ct);
        }

        await Eventually.TrueAsync(
            async ct =>
            {
                try
                {
                    var now = await view.GetWindowAsync(0, 10, ct);
                    return now.Rows.Select(row => row.Subject).SequenceEqual(["After the fall", "Message 6", "Message 5", "Message 4", "Message 3", "Message 2"]);
                }
                catch (MailUnavailableException)
                {
                    return false;
                }
            },
            "the list after the server came back", Ct, TimeSpan.FromSeconds(20));
        await Eventually.TrueAsync(() => changes.Arrived == 1 && changes.Seen.Sum(change => change.Removed.Count) == 1, "one arrival and one removal told", Ct);
    }

    [Fact]
    public async Task Two_tabs_on_one_folder_share_the_connection_and_both_hear_of_changes()
    {
        await using var fixture = await AccountAsync(2);
        await using var first = await fixture.InboxAsync(Ct);
        await using var second = await fixture.Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.OldestFirst, Ct);
        using var seenByFirst = new Changes(first);
        using var seenBySecond = new Changes(second);
        await first.GetWindowAsync(0, 5, Ct);

        await fixture.DeliverAsync("For both", Ct);
        await Eventually.TrueAsync(() => seenByFirst.Arrived == 1 && seenBySecond.Arrived == 1, "both arrivals", Ct);

        Assert.Equal("For both", (await second.GetWindowAsync(2, 1, Ct)).Rows[0].Subject);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_refused_with_the_servers_words()
    {
        await using var fixture = await AccountAsync(1);

        var refused = await Assert.ThrowsAsync<MailUnavailableException>(
            async () => await fixture.Account.OpenFolderAsync(MailboxName.Create("Nowhere"), ListOrder.NewestFirst, Ct));

        Assert.Equal(MailFailure.Gone, refused.Failure);
        Assert.NotEmpty(refused.ServerText);
    }

    [Fact]
    public async Task Leaving_the_folder_gives_the_connection_back_and_opening_it_again_shows_what_came_meanwhile()
    {
        await using var fixture = await AccountAsync(2);
        await using (var view = await fixture.InboxAsync(Ct)) await view.GetWindowAsync(0, 5, Ct);
        await fixture.DeliverAsync("Meanwhile", Ct);

        await using var again = await fixture.InboxAsync(Ct);
        await Eventually.TrueAsync(async ct => (await again.GetWindowAsync(0, 5, ct)).Rows[0].Subject == "Meanwhile", "the new message", Ct);

        Assert.Equal(3, (await again.GetWindowAsync(0, 5, Ct)).Total);
    }

    [Fact]
    public async Task The_index_of_a_message_is_found_wherever_it_is()
    {
        await using var fixture = await AccountAsync(12);
        await using var view = await fixture.InboxAsync(Ct);
        var rows = (await view.GetWindowAsync(0, 12, Ct)).Rows;

        Assert.Equal(7, await view.IndexOfAsync(rows[7].Uid, Ct));
        Assert.Null(await view.IndexOfAsync(new Uid(99_999), Ct));
    }
}
