using Bunit;
using Webmail.Mail;
using Webmail.Mail.Folders;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Mailbox;

public sealed class MailPageTests : UiTest
{
    [Fact]
    public void Rows_are_there_with_the_first_render()
    {
        var page = Open();
        Assert.Equal(27, page.FindAll(".message-row[data-uid]").Count);
        Assert.Equal("300", page.Find(".message-list").GetAttribute("aria-rowcount"));
        Assert.Equal("Inbox 46 unread", page.Find("#list-title").TextContent.Trim());
    }

    [Fact]
    public void A_row_links_to_its_message() =>
        Assert.Equal("/mail/1a2b3c4d/INBOX/300", Open().Find(".row-link").GetAttribute("href"));

    [Fact]
    public void The_open_row_is_marked()
    {
        var page = Open("INBOX", "299");
        Assert.Equal("true", page.Find("[data-uid='299']").GetAttribute("aria-current"));
        Assert.Single(page.FindAll(".is-open"));
        Assert.Equal("299", page.Find(".list-window").GetAttribute("data-open"));
    }

    [Fact]
    public void An_empty_inbox_is_no_error()
    {
        Account.View("INBOX", 0);
        Assert.Equal("Nothing in the inbox", Open().Find(".list-state h2").TextContent);
    }

    [Fact]
    public void A_folder_that_fails_says_why_and_opens_on_retry()
    {
        Account.Failure = new MailUnavailableException(MailFailure.Refused, "mailbox in use");
        var page = Open();
        Assert.Contains("mailbox in use", page.Find(".empty-state").TextContent, StringComparison.Ordinal);
        Account.Failure = null;
        page.Find(".empty-state button").Click();
        Assert.NotEmpty(page.FindAll(".message-row[data-uid]"));
    }

    [Fact]
    public void A_slow_folder_is_a_skeleton_in_the_meantime()
    {
        var opened = new TaskCompletionSource();
        Account.Opened = opened.Task;
        var page = Open();
        Assert.NotEmpty(page.FindAll(".list-skeleton .skeleton"));
        opened.SetResult();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".message-row[data-uid]")));
    }

    [Fact]
    public void Without_a_session_there_is_the_way_to_sign_in()
    {
        IsSignedIn = false;
        Assert.NotNull(Open().Find("a[href^='/sign-in']"));
    }

    [Fact]
    public async Task New_mail_appears_by_itself()
    {
        var page = Open();
        await page.InvokeAsync(() => Account.Inbox.ArriveAsync());
        Assert.Equal("301", page.FindAll(".message-row[data-uid]")[0].GetAttribute("data-uid"));
    }

    [Fact]
    public async Task New_mail_while_further_down_is_a_pill()
    {
        var page = Open();
        var list = page.FindComponent<MessageList>();
        await page.InvokeAsync(() => list.Instance.AtTop(false));
        await page.InvokeAsync(() => Account.Inbox.ArriveAsync(2));
        Assert.Equal("2 new messages", page.Find(".new-pill").TextContent.Trim());
    }

    [Fact]
    public async Task Only_the_row_that_changed_is_drawn_again()
    {
        var page = Open();
        var rows = page.FindComponents<MessageRow>();
        var before = rows.Select(row => row.RenderCount).ToList();
        await page.InvokeAsync(() => Account.Inbox.SetFlagAsync(298, Flag.Flagged, true));
        var drawn = rows.Where((row, i) => row.RenderCount > before[i]).Select(row => row.Instance.Row.Uid);
        Assert.Equal([new Uid(298)], drawn);
    }

    [Fact]
    public void Opening_a_message_draws_only_two_rows_again()
    {
        var page = Open("INBOX", "299");
        var rows = page.FindComponents<MessageRow>();
        var before = rows.Select(row => row.RenderCount).ToList();
        page.Render(parameters => parameters.Add(p => p.Account, "1a2b3c4d").Add(p => p.Folder, "INBOX").Add(p => p.Message, "290"));
        var drawn = rows.Where((row, i) => row.RenderCount > before[i]).Select(row => row.Instance.Row.Uid.Value).Order();
        Assert.Equal([290u, 299u], drawn);
    }

    [Fact]
    public async Task An_action_from_the_browser_reaches_the_server()
    {
        var page = Open();
        var list = page.FindComponent<MessageList>();
        await page.InvokeAsync(() => list.Instance.Act("archive", new PickedRows([300, 298], 2, 0, 0, [])));
        Assert.Equal(["archive INBOX 298,300"], Account.Acts.Done);
        Assert.Equal("2 messages archived", Toasts.Current!.Text);
    }

    [Fact]
    public async Task What_is_pressed_is_opened_ahead_when_it_is_in_the_folder()
    {
        var page = Open();
        var list = page.FindComponent<MessageList>();
        await page.InvokeAsync(() => list.Instance.Expect(299));
        await page.InvokeAsync(() => list.Instance.Expect(0));
        await page.InvokeAsync(() => list.Instance.Expect(4_000_000_000));
        Assert.Equal(["INBOX 299"], Account.Mail.Opened);
    }

    [Fact]
    public async Task Rows_that_cannot_be_had_are_told_once_and_answered_with_no()
    {
        var page = Open();
        var list = page.FindComponent<MessageList>();
        Account.Inbox.Failure = new MailUnavailableException(MailFailure.Refused, "no");
        Assert.False(await page.InvokeAsync(() => list.Instance.Show(100, 40)));
        Assert.True(Toasts.Current!.IsFailure);
        Toasts.Dismiss(Toasts.Current);
        Assert.False(await page.InvokeAsync(() => list.Instance.Show(100, 40)));
        Assert.Null(Toasts.Current);
    }

    [Fact]
    public async Task Leaving_the_page_ends_its_subscriptions()
    {
        Open();
        Assert.Equal((1, 1), (Account.Inbox.Listeners, Account.Tree.Listeners));
        await DisposeComponentsAsync();
        Assert.Equal((0, 0), (Account.Inbox.Listeners, Account.Tree.Listeners));
    }

    [Fact]
    public async Task New_mail_is_announced_at_most_once_a_minute()
    {
        var page = Open();
        var announcer = page.FindComponent<Announcer>();
        Task UnreadAsync(int unread) => page.InvokeAsync(() => Account.Tree.ChangeAsync(_ => FakeFolders.Tree(FakeFolders.Node("INBOX", FolderRole.Inbox, unread: unread))));
        string Said() => announcer.Find("[role=status]").TextContent;
        await UnreadAsync(47);
        Assert.Equal("1 new message", Said());
        await UnreadAsync(50);
        Assert.Equal("1 new message", Said());
        Time.Advance(TimeSpan.FromSeconds(61));
        await UnreadAsync(51);
        Assert.Equal("4 new messages", Said());
    }
}
