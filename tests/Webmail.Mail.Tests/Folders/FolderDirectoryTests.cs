using Webmail.Mail.Folders;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Folders;

public sealed class FolderDirectoryTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tree_has_special_folders_with_their_counts()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        await fixture.DeliverAsync(3, Ct);

        var tree = await fixture.Account.Folders.LoadAsync(Ct);

        Assert.Equal(FolderRole.Inbox, tree.Roots[0].Role);
        Assert.Equal((3, 3), (tree.Roots[0].Total, tree.Roots[0].Unread));
        Assert.NotNull(tree.WithRole(FolderRole.Trash));
        Assert.NotNull(tree.WithRole(FolderRole.Archive));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NOTIFY")]
    public async Task Mail_in_a_folder_that_is_not_open_changes_its_count(string without)
    {
        var options = new DovecotOptions { WithoutCapabilities = without.Length > 0 ? [without] : [] };
        await using var dovecot = await RealServers.OwnDovecotAsync(options, Ct);
        await using var fixture = new AccountFixture(dovecot, dovecot.NewUser());
        await fixture.DeliverAsync(1, Ct);
        await fixture.Account.Folders.LoadAsync(Ct);
        using var watching = fixture.Account.Folders.Subscribe(_ => Task.CompletedTask);
        await Eventually.TrueAsync(() => fixture.Account.Folders.Current.Version > 1, "the watcher's first look", Ct);

        await fixture.DeliverAsync("Second", Ct);

        await Eventually.TrueAsync(() => fixture.Account.Folders.Current.Find(MailboxName.Inbox)?.Unread == 2, "the count", Ct);
        Assert.Equal(2, fixture.Account.Folders.Current.Find(MailboxName.Inbox)!.Total);
    }
}
