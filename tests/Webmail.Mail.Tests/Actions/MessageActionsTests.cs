using Webmail.Mail.Actions;
using Webmail.Mail.Folders;
using Webmail.Mail.Messages;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Actions;

public sealed class MessageActionsTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<AccountFixture> AccountAsync(int messages)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        await fixture.DeliverAsync(messages, Ct);
        return fixture;
    }

    private static Task GoneAsync(IFolderView view, Uid uid) => Eventually.TrueAsync(() => view.Row(uid) is null, "the row leaves", Ct);

    [Fact]
    public async Task Archiving_moves_and_undo_brings_it_back()
    {
        await using var fixture = await AccountAsync(3);
        await using var view = await fixture.InboxAsync(Ct);
        var uid = (await view.GetWindowAsync(0, 3, Ct)).Rows[1].Uid;

        var receipt = await fixture.Account.Actions.ArchiveAsync(MailboxName.Inbox, UidSet.Of(uid), Ct);
        await GoneAsync(view, uid);
        await fixture.Account.Actions.UndoAsync(receipt, Ct);

        await Eventually.TrueAsync(async ct => (await view.GetWindowAsync(0, 5, ct)).Rows.Count == 3, "three rows again", Ct);
        Assert.Equal((ActionKind.Archive, 1, true), (receipt.Kind, receipt.Count, receipt.CanUndo));
    }

    [Fact]
    public async Task Deleting_moves_to_trash_and_there_for_good()
    {
        await using var fixture = await AccountAsync(1);
        await using var view = await fixture.InboxAsync(Ct);
        var uid = (await view.GetWindowAsync(0, 1, Ct)).Rows[0].Uid;
        await fixture.Account.Actions.DeleteAsync(MailboxName.Inbox, UidSet.Of(uid), Ct);
        var trash = (await fixture.Account.Folders.LoadAsync(Ct)).WithRole(FolderRole.Trash)!.Name;
        await using var bin = await fixture.Account.OpenFolderAsync(trash, ListOrder.NewestFirst, Ct);
        var inTrash = (await bin.GetWindowAsync(0, 1, Ct)).Rows[0].Uid;

        var receipt = await fixture.Account.Actions.DeleteAsync(trash, UidSet.Of(inTrash), Ct);

        await GoneAsync(bin, inTrash);
        Assert.Equal((ActionKind.DeleteForGood, false), (receipt.Kind, receipt.CanUndo));
    }

    [Fact]
    public async Task Undoing_mark_read_leaves_what_was_read_before_as_it_was()
    {
        await using var fixture = await AccountAsync(2);
        await using var view = await fixture.InboxAsync(Ct);
        var rows = (await view.GetWindowAsync(0, 2, Ct)).Rows;
        await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(rows[0].Uid), Flag.Seen, true, Ct);
        var receipt = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(rows[0].Uid, rows[1].Uid), Flag.Seen, true, Ct);

        await fixture.Account.Actions.UndoAsync(receipt, Ct);

        await Eventually.TrueAsync(() => view.Row(rows[0].Uid) is { IsUnread: false } && view.Row(rows[1].Uid) is { IsUnread: true }, "the flags", Ct);
        Assert.Equal(ActionKind.MarkRead, receipt.Kind);
    }

    [Fact]
    public async Task An_action_can_be_undone_once()
    {
        await using var fixture = await AccountAsync(1);
        await using var view = await fixture.InboxAsync(Ct);
        var uid = (await view.GetWindowAsync(0, 1, Ct)).Rows[0].Uid;
        var receipt = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(uid), Flag.Flagged, true, Ct);
        await fixture.Account.Actions.UndoAsync(receipt, Ct);

        var again = await Assert.ThrowsAsync<MailUnavailableException>(async () => await fixture.Account.Actions.UndoAsync(receipt, Ct));

        Assert.Equal(MailFailure.Gone, again.Failure);
    }

    [Fact]
    public async Task Undoing_a_flag_leaves_alone_what_another_client_changed_since_and_says_so()
    {
        await using var fixture = await AccountAsync(2);
        await using var view = await fixture.InboxAsync(Ct);
        var (first, second) = ((await view.GetWindowAsync(0, 2, Ct)).Rows[0].Uid, view.TryGetWindow(0, 2)!.Rows[1].Uid);
        var receipt = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(first, second), Flag.Seen, true, Ct);
        await using var other = await OtherAsync(fixture);
        await other.StoreAsync(UidSet.Of(second), StoreAction.Remove, FlagSet.Of(Flag.Seen), null, Ct);
        await other.StoreAsync(UidSet.Of(second), StoreAction.Add, FlagSet.Of(Flag.Seen), null, Ct);

        var undone = await fixture.Account.Actions.UndoAsync(receipt, Ct);

        Assert.Equal(1, undone.Kept);
        Assert.Equal([(first, false), (second, true)], (await FlagsAsync(other)).OrderByDescending(row => row.Key).Select(row => (row.Key, row.Value.Contains(Flag.Seen))));
    }

    [Fact]
    public async Task Undoing_what_another_client_took_back_already_changes_nothing()
    {
        await using var fixture = await AccountAsync(1);
        await using var view = await fixture.InboxAsync(Ct);
        var uid = (await view.GetWindowAsync(0, 1, Ct)).Rows[0].Uid;
        var receipt = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(uid), Flag.Flagged, true, Ct);
        await using var other = await OtherAsync(fixture);
        await other.StoreAsync(UidSet.Of(uid), StoreAction.Remove, FlagSet.Of(Flag.Flagged), null, Ct);

        var undone = await fixture.Account.Actions.UndoAsync(receipt, Ct);

        Assert.Equal(0, undone.Kept);
        Assert.False((await FlagsAsync(other))[uid].Contains(Flag.Flagged));
    }

    [Fact]
    public async Task Our_own_later_flags_do_not_stand_in_the_way_of_an_undo()
    {
        await using var fixture = await AccountAsync(1);
        await using var view = await fixture.InboxAsync(Ct);
        var uid = (await view.GetWindowAsync(0, 1, Ct)).Rows[0].Uid;
        var star = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(uid), Flag.Flagged, true, Ct);
        var read = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(uid), Flag.Seen, true, Ct);

        var unstarred = await fixture.Account.Actions.UndoAsync(star, Ct);
        var unread = await fixture.Account.Actions.UndoAsync(read, Ct);

        await using var other = await OtherAsync(fixture);
        Assert.Equal((0, 0), (unstarred.Kept, unread.Kept));
        Assert.Equal(FlagSet.Empty, (await FlagsAsync(other))[uid].Remove(Flag.Recent));
    }

    [Fact]
    public async Task Without_CONDSTORE_an_undo_is_not_guarded()
    {
        await using var server = await RealServers.OwnDovecotAsync(new DovecotOptions { WithoutCapabilities = ["CONDSTORE", "QRESYNC"] }, Ct);
        await using var fixture = new AccountFixture(server, server.NewUser());
        await fixture.DeliverAsync(1, Ct);
        await using var view = await fixture.InboxAsync(Ct);
        var uid = (await view.GetWindowAsync(0, 1, Ct)).Rows[0].Uid;
        var receipt = await fixture.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Of(uid), Flag.Flagged, true, Ct);

        var undone = await fixture.Account.Actions.UndoAsync(receipt, Ct);

        await using var other = await OtherAsync(fixture);
        Assert.Equal(0, undone.Kept);
        Assert.False((await FlagsAsync(other))[uid].Contains(Flag.Flagged));
    }

    [Fact]
    public async Task A_flag_that_another_client_changes_between_our_look_and_our_write_is_looked_at_again()
    {
        var looks = 0;
        await using var scripted = new ScriptedAccount("IMAP4rev1 LITERAL+ ENABLE CONDSTORE QRESYNC", command => command.Name switch
        {
            "ENABLE" => ["* ENABLED QRESYNC"],
            "SELECT" => ["* 2 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 3] next", "* OK [HIGHESTMODSEQ 20] changes"],
            // The second message gets a keyword after we looked.
            "UID FETCH" when looks++ == 0 => ["* 1 FETCH (UID 1 FLAGS () MODSEQ (5))", "* 2 FETCH (UID 2 FLAGS () MODSEQ (6))"],
            "UID FETCH" => ["* 2 FETCH (UID 2 FLAGS (theirs) MODSEQ (21))"],
            "UID STORE" when command.Text.Contains("UNCHANGEDSINCE 6)", StringComparison.Ordinal) => ["* 1 FETCH (UID 1 FLAGS (\\Flagged) MODSEQ (22))", "{tag} OK [MODIFIED 2] one was changed"],
            "UID STORE" => ["* 2 FETCH (UID 2 FLAGS (theirs \\Flagged) MODSEQ (23))"],
            _ => [],
        });

        var receipt = await scripted.Account.Actions.SetFlagAsync(MailboxName.Inbox, UidSet.Parse("1:2"), Flag.Flagged, true, Ct);

        Assert.Equal(2, receipt.Count);
        Assert.Equal(
            ["UID STORE 1:2 (UNCHANGEDSINCE 6) +FLAGS (\\Flagged)", "UID STORE 2 (UNCHANGEDSINCE 21) +FLAGS (\\Flagged)"],
            scripted.Said.Where(line => line.StartsWith("UID STORE", StringComparison.Ordinal)));
    }

    private static async Task<ImapConnection> OtherAsync(AccountFixture fixture)
    {
        var connection = await ImapConnection.OpenAsync(
            new ServerEndpoint("127.0.0.1", fixture.Server.Ports.Imap, TransportSecurity.Plain), ImapCredentials.Password(fixture.User, fixture.Server.Password), ImapConnectionOptions.Default, Ct);
        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        return connection;
    }

    private static async Task<Dictionary<Uid, FlagSet>> FlagsAsync(ImapConnection other)
    {
        await other.NoopAsync(Ct);
        var flags = new Dictionary<Uid, FlagSet>();
        await foreach (var row in other.FetchAsync(UidSet.Parse("1:9"), FetchItems.FlagsOnly, ct: Ct))
            flags[row.Uid!.Value] = row.Flags!;
        return flags;
    }
}
