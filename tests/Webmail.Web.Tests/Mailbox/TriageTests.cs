using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class TriageTests : UiTest
{
    private static readonly UidSet Newest = UidSet.Of(new Uid(300));

    private Triage Triage => Services.GetRequiredService<Triage>();

    [Fact]
    public async Task Archive_IsDone_Told_AndCanBeTakenBack()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        Assert.True(await Triage.ActAsync(TriageKind.Archive, Newest, 1));
        Assert.Equal("Archived", Toasts.Current!.Text);
        await Toasts.Current.Undo!();
        Assert.Equal(["archive INBOX 300", "undo Archive"], Account.Acts.Done);
    }

    [Fact]
    public async Task Delete_ShowsBeforeTheServerAnswers()
    {
        var server = new TaskCompletionSource();
        Account.Acts.Server = server.Task;
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        var acting = Triage.ActAsync(TriageKind.Delete, Newest, 1);
        Assert.DoesNotContain(Mailbox.List!.Rows, row => row.Uid == new Uid(300));
        Assert.Null(Toasts.Current);
        server.SetResult();
        Assert.True(await acting);
    }

    [Fact]
    public async Task Failure_BringsTheRowBack_AndSaysWhy()
    {
        Account.Acts.Failure = new MailUnavailableException(MailFailure.Refused, "mailbox in use");
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        Assert.False(await Triage.ActAsync(TriageKind.Delete, Newest, 1));
        Assert.Contains(Mailbox.List!.Rows, row => row.Uid == new Uid(300));
        Assert.True(Toasts.Current!.IsFailure);
        Assert.Contains("mailbox in use", Toasts.Current.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_flag_needs_no_words()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        await Triage.ActAsync(TriageKind.Star, UidSet.Of(new Uid(299)), 1);
        Assert.Null(Toasts.Current);
        Assert.Equal(["+\\Flagged INBOX 299"], Account.Acts.Done);
    }

    [Fact]
    public async Task What_was_asked_first_is_done_first_and_a_toast_takes_back_its_own_action()
    {
        var server = new TaskCompletionSource();
        Account.Acts.Server = server.Task;
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        var starring = Triage.ActAsync(TriageKind.Star, Newest, 1);
        var archiving = Triage.ActAsync(TriageKind.Archive, Newest, 1);
        Assert.Equal(["+\\Flagged INBOX 300"], Account.Acts.Done);
        server.SetResult();
        await Task.WhenAll(starring, archiving);
        var archived = Toasts.Current!;
        await Triage.ActAsync(TriageKind.Star, UidSet.Of(new Uid(299)), 1);
        await archived.Undo!();
        Assert.Equal(["+\\Flagged INBOX 300", "archive INBOX 300", "+\\Flagged INBOX 299", "undo Archive"], Account.Acts.Done);
    }

    [Theory]
    [InlineData(0, "Undone")]
    [InlineData(1, "Undone, except for one message that was changed elsewhere since")]
    [InlineData(2, "Undone, except for 2 messages that were changed elsewhere since")]
    public async Task Undo_says_what_was_changed_elsewhere_and_stays(int kept, string said)
    {
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        await Triage.ActAsync(TriageKind.MarkRead, UidSet.Parse("298:300"), 3);
        Account.Acts.Kept = kept;
        await Toasts.Current!.Undo!();
        Assert.Equal(said, Toasts.Current!.Text);
    }

    [Fact]
    public async Task Undo_that_fails_says_why()
    {
        await Mailbox.GoAsync(new MailUrl(null, null, null));
        await Triage.ActAsync(TriageKind.Archive, Newest, 1);
        Account.Acts.Failure = new MailUnavailableException(MailFailure.Gone, "");
        await Toasts.Current!.Undo!();
        Assert.True(Toasts.Current!.IsFailure);
    }
}
