using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Webmail.Mail;
using Webmail.Protocols.Imap;
using Webmail.Web.Components.Mailbox;

namespace Webmail.Web.Tests.Mailbox;

public sealed class WindowPageTests : UiTest
{
    [Fact]
    public void The_message_stands_alone_with_its_actions()
    {
        var page = OpenWindow("INBOX", "299");
        Assert.Empty(page.FindAll(".message-list, .side-nav"));
        Assert.Equal(["e", "#", "u", "s"], page.FindAll(".read-bar [data-key]").Select(button => button.GetAttribute("data-key")));
        Assert.Equal(Mailbox.List!.Row(new Uid(299))!.Subject, page.Find(".thread-head h1").TextContent);
    }

    [Fact]
    public void Only_the_row_of_the_message_is_asked_for()
    {
        OpenWindow("INBOX", "120");
        Assert.Equal(120u, Assert.Single(Mailbox.List!.Rows).Row.Uid.Value);
    }

    [Fact]
    public async Task A_flag_set_elsewhere_shows_here()
    {
        var page = OpenWindow("INBOX", "120");
        await page.InvokeAsync(() => Account.Inbox.SetFlagAsync(120, Flag.Flagged, on: true));
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".read-bar .flag").GetAttribute("aria-pressed")));
    }

    [Fact]
    public async Task A_message_that_left_the_folder_says_so()
    {
        var page = OpenWindow("INBOX", "299");
        await page.InvokeAsync(() => Account.Inbox.RemoveAsync(299));
        page.WaitForAssertion(() => Assert.Contains("no longer here", page.Find(".empty-state").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INBOX", "nothing", "no longer here")]
    [InlineData("Nowhere", "1", "no such folder")]
    public void An_address_that_leads_nowhere_says_so(string folder, string message, string words) =>
        Assert.Contains(words, OpenWindow(folder, message).Find(".empty-state").TextContent, StringComparison.Ordinal);

    [Fact]
    public void The_address_of_another_account_opens_nothing() =>
        Assert.NotEmpty(OpenWindow("INBOX", "299", account: "ffffffff").FindAll(".empty-state"));

    [Fact]
    public void Without_a_session_there_is_the_way_to_sign_in()
    {
        IsSignedIn = false;
        Assert.NotNull(OpenWindow("INBOX", "299").Find("a[href^='/sign-in']"));
    }

    [Fact]
    public void A_folder_that_fails_says_why_and_opens_on_retry()
    {
        Account.Failure = new MailUnavailableException(MailFailure.Refused, "mailbox in use");
        var page = OpenWindow("INBOX", "299");
        Assert.Contains("mailbox in use", page.Find(".empty-state").TextContent, StringComparison.Ordinal);
        Account.Failure = null;
        page.Find(".empty-state button").Click();
        Assert.NotEmpty(page.FindAll(".read-bar [data-key]"));
    }

    [Fact]
    public void A_slow_server_is_a_skeleton_in_the_meantime()
    {
        var opened = new TaskCompletionSource();
        Account.Opened = opened.Task;
        var page = OpenWindow("INBOX", "299");
        Assert.NotEmpty(page.FindAll(".message-skeleton"));
        opened.SetResult();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".read-bar [data-key]")));
    }

    [Fact]
    public void The_title_is_the_subject()
    {
        var page = OpenWindow("INBOX", "299");
        var title = Render(page.FindComponent<PageTitle>().Instance.ChildContent!);
        Assert.Equal(Mailbox.List!.Row(new Uid(299))!.Subject, title.Markup);
    }

    private IRenderedComponent<WindowPage> OpenWindow(string folder, string message, string account = "1a2b3c4d") =>
        Render<WindowPage>(page => page.Add(p => p.Account, account).Add(p => p.Folder, folder).Add(p => p.Message, message));
}
