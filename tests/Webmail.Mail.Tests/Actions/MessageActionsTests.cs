using Webmail.Mail.Actions;
using Webmail.Mail.Folders;
using Webmail.Mail.Messages;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
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
}
