using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Protocols.Tests.Imap.RealServers;

public sealed class DovecotLiveTests(TestKit.Servers.RealServers servers) : DovecotTest(servers)
{
    [Fact]
    public async Task Idle_tells_of_new_mail_while_commands_go_on()
    {
        await using var watcher = await SelectedAsync("a");
        await using var idle = await watcher.IdleAsync(Ct);
        await Server.DeliverAsync(User, Encoding.UTF8.GetBytes(Message("new")), Ct);
        await UntilAsync<ExistsEvent>(watcher, exists => exists.Count == 2);
        Assert.Equal(2, (await ToListAsync(watcher.FetchAsync(UidSet.Parse("1:9"), FetchItems.FlagsOnly, ct: Ct))).Count);
        await Server.DeliverAsync(User, Encoding.UTF8.GetBytes(Message("newer")), Ct);
        await UntilAsync<ExistsEvent>(watcher, exists => exists.Count == 3);
    }

    [Fact]
    public async Task Notify_tells_of_every_mailbox_over_one_connection()
    {
        await using var watcher = await SelectedAsync("a");
        await watcher.NotifyAsync(new NotifySet { Selected = FetchItems.Listing, Personal = true }, Ct);
        await using var idle = await watcher.IdleAsync(Ct);
        await using var other = await SignedInAsync();
        var message = Encoding.UTF8.GetBytes(Message("elsewhere"));
        await other.AppendAsync(MailboxName.Create("Archive"), new MemoryStream(message), message.Length, FlagSet.Empty, date: null, Ct);
        await UntilAsync<MailboxStatusEvent>(watcher, status => status.Status.Name.Value == "Archive" && status.Status.Messages == 1);
        await Server.DeliverAsync(User, Encoding.UTF8.GetBytes(Message("here")), Ct);
        await UntilAsync<NewMessageEvent>(watcher, news => Encoding.ASCII.GetString(news.Row.Envelope!.Subject.Span) == "here");
        await other.SelectAsync(MailboxName.Inbox, ct: Ct);
        await other.StoreAsync(UidSet.Parse("1"), StoreAction.Add, FlagSet.Of(Flag.Flagged), unchangedSince: null, Ct);
        await UntilAsync<FlagsEvent>(watcher, flags => flags.Flags.Contains(Flag.Flagged));
        await other.CreateAsync(MailboxName.Create("Brand new"), Ct);
        await UntilAsync<MailboxListEvent>(watcher, list => list.Listing.Name.Value == "Brand new");
        await watcher.NotifyAsync(NotifySet.None, Ct);
        Assert.Equal(ImapConnectionState.Selected, watcher.State);
    }

    [Fact]
    public async Task QResync_tells_what_changed_while_we_were_away()
    {
        await using var connection = await SelectedAsync("a", "b", "c");
        var before = connection.Selected!;
        var known = new QResync(before.UidValidity!.Value, before.HighestModSeq!.Value, UidSet.Parse("1:3"));
        await connection.UnselectAsync(Ct);
        await using var other = await SignedInAsync();
        await other.SelectAsync(MailboxName.Inbox, ct: Ct);
        await other.StoreAsync(UidSet.Parse("1"), StoreAction.Add, FlagSet.Of(Flag.Flagged), unchangedSince: null, Ct);
        await other.StoreAsync(UidSet.Parse("2"), StoreAction.Add, FlagSet.Of(Flag.Deleted), unchangedSince: null, Ct);
        await other.ExpungeAsync(UidSet.Parse("2"), Ct);
        var opened = await connection.SelectAsync(MailboxName.Inbox, new SelectOptions { QResync = known }, Ct);
        Assert.True(opened.Resynchronised);
        Assert.Equal("2", opened.Vanished.ToString());
        Assert.Equal((new Uid(1), true), (Assert.Single(opened.Changed).Uid!.Value, opened.Changed[0].Flags!.Contains(Flag.Flagged)));
        Assert.Equal(2u, opened.Mailbox.Exists);
    }

    [Fact]
    public async Task ChangedSince_fetches_only_what_changed()
    {
        await using var connection = await SelectedAsync("a", "b", "c");
        var since = connection.Selected!.HighestModSeq!.Value;
        await connection.StoreAsync(UidSet.Parse("2"), StoreAction.Add, FlagSet.Of(Flag.Seen), unchangedSince: null, Ct);
        var rows = await ToListAsync(connection.FetchAsync(UidSet.Parse("1:3"), FetchItems.FlagsOnly, new FetchOptions { ChangedSince = since }, Ct));
        Assert.Equal(new Uid(2), Assert.Single(rows).Uid);
    }

    [Fact]
    public async Task A_server_that_is_killed_ends_everything_that_waits()
    {
        await using var own = await TestKit.Servers.RealServers.OwnDovecotAsync(new TestKit.Dovecot.DovecotOptions(), Ct);
        await using var connection = await ImapConnection.ConnectAsync(
            new Protocols.Net.ServerEndpoint("127.0.0.1", own.Ports.Imap, Protocols.Net.TransportSecurity.Plain), ImapConnectionOptions.Default, Ct);
        await connection.SignInAsync(ImapCredentials.Password("ann@tidewater.test", own.Password), Ct);
        await using var idle = await connection.IdleAsync(Ct);
        await own.KillAsync();
        await connection.Closed.WaitAsync(Ct);
        await Assert.ThrowsAsync<ImapProtocolException>(() => connection.NoopAsync(Ct));
    }

    private static async Task UntilAsync<T>(ImapConnection connection, Func<T, bool> wanted)
        where T : ImapEvent
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (await connection.Events.ReadAsync(patience.Token) is var said && !(said is T hit && wanted(hit)))
        {
            Assert.NotNull(said);
        }
    }
}
