using Webmail.Mail;
using Webmail.Mail.Folders;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class MailboxStateTests : UiTest
{
    private static readonly MailUrl Inbox = new(null, null, null);

    [Fact]
    public void With_everything_in_memory_it_is_ready_before_it_returns()
    {
        var going = Mailbox.GoAsync(Inbox);
        Assert.True(going.IsCompletedSuccessfully);
        Assert.Equal(MailPhase.Ready, Mailbox.Phase);
    }

    [Fact]
    public async Task The_same_address_is_travelled_once()
    {
        var opened = new TaskCompletionSource();
        Account.Opened = opened.Task;
        var first = Mailbox.GoAsync(Inbox);
        Assert.Same(first, Mailbox.GoAsync(new MailUrl(null, null, null)));
        opened.SetResult();
        await first;
    }

    [Fact]
    public async Task Another_message_of_the_same_folder_keeps_the_list()
    {
        await Mailbox.GoAsync(Inbox);
        var list = Mailbox.List;
        await Mailbox.GoAsync(new MailUrl("1a2b3c4d", "INBOX", new Uid(290)));
        Assert.Same(list, Mailbox.List);
        Assert.Equal(new Uid(290), Mailbox.Open);
    }

    [Fact]
    public async Task Another_folder_leaves_the_one_before()
    {
        await Mailbox.GoAsync(Inbox);
        await Mailbox.GoAsync(new MailUrl("1a2b3c4d", "Sent", null));
        Assert.True(Account.Inbox.IsDisposed);
        Assert.Equal(FolderRole.Sent, Mailbox.Folder!.Role);
    }

    [Fact]
    public async Task The_newer_address_wins_over_a_slow_one()
    {
        var slow = new TaskCompletionSource();
        Account.Opened = slow.Task;
        var first = Mailbox.GoAsync(Inbox);
        Account.Opened = Task.CompletedTask;
        await Mailbox.GoAsync(new MailUrl("1a2b3c4d", "Sent", null));
        slow.SetResult();
        await first;
        Assert.Equal("Sent", Mailbox.List!.View.Folder.Value);
        Assert.True(Account.Inbox.IsDisposed);
    }

    [Theory]
    [InlineData("1a2b3c4d", "Nope")]
    [InlineData("ffffffff", "INBOX")]
    [InlineData("1a2b3c4d", "Shared")]
    public async Task What_is_not_there_or_holds_no_mail_is_not_found(string account, string folder)
    {
        await Mailbox.GoAsync(new MailUrl(account, folder, null));
        Assert.Equal(MailPhase.NotFound, Mailbox.Phase);
    }

    [Fact]
    public async Task Without_a_session_it_is_signed_out()
    {
        IsSignedIn = false;
        await Mailbox.GoAsync(Inbox);
        Assert.Equal(MailPhase.SignedOut, Mailbox.Phase);
    }

    [Theory]
    [InlineData(MailFailure.Refused, MailPhase.Failed)]
    [InlineData(MailFailure.Offline, MailPhase.Failed)]
    [InlineData(MailFailure.Gone, MailPhase.NotFound)]
    [InlineData(MailFailure.SignedOut, MailPhase.SignedOut)]
    public async Task A_failure_is_kept_with_its_reason(MailFailure failure, MailPhase phase)
    {
        Account.Failure = new MailUnavailableException(failure, "why");
        await Mailbox.GoAsync(Inbox);
        Assert.Equal((phase, "why"), (Mailbox.Phase, Mailbox.Failure?.ServerText));
    }

    [Fact]
    public async Task Retry_opens_what_failed()
    {
        Account.Failure = new MailUnavailableException(MailFailure.Refused, "");
        await Mailbox.GoAsync(Inbox);
        Account.Failure = null;
        await Mailbox.RetryAsync(Inbox);
        Assert.Equal(MailPhase.Ready, Mailbox.Phase);
    }

    [Fact]
    public async Task A_message_far_down_is_found_by_its_index()
    {
        await Mailbox.GoAsync(new MailUrl("1a2b3c4d", "INBOX", new Uid(3)));
        Assert.Equal(297, Mailbox.OpenIndex);
    }
}
