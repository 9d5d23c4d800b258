using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Live;

/// <summary>What another client does appears by itself; the product promises a second, a loaded machine gets more.</summary>
public sealed class LiveScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const float Patience = 10_000;

    [Fact]
    public async Task New_mail_appears_in_list_and_title_of_every_tab()
    {
        var (webmail, user) = await UserWithAsync("First");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        IPage second = await session.NewTabAsync();
        await second.GotoAsync("mail");
        await Expect(new MailScreen(second).Row("First")).ToBeVisibleAsync();

        await DeliverAsync(webmail, user, "Just arrived");
        await Expect(mail.Row("Just arrived")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(new MailScreen(second).Row("Just arrived")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(mail.Page).ToHaveTitleAsync(new Regex("2", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = Patience });
    }

    [Fact]
    public async Task Flags_and_deletions_of_another_client_appear()
    {
        var (webmail, user) = await UserWithAsync("To be flagged", "To be removed");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await Expect(mail.Row("To be removed")).ToBeVisibleAsync();

        await using var other = await PlainImapClient.SignInAsync(webmail.Dovecot.Ports.Imap, user, webmail.Dovecot.Password, Ct);
        await other.AskAsync("SELECT INBOX", Ct);
        await other.AskAsync("STORE 1 +FLAGS (\\Flagged \\Seen)", Ct);
        await Expect(mail.FlaggedRow("To be flagged")).ToBeVisibleAsync(new() { Timeout = Patience });
        await other.AskAsync("STORE 2 +FLAGS (\\Deleted)", Ct);
        await other.AskAsync("EXPUNGE", Ct);
        await Expect(mail.Row("To be removed")).ToHaveCountAsync(0, new() { Timeout = Patience });
    }

    [Fact]
    public async Task Reading_here_marks_it_read_for_every_client()
    {
        var (webmail, user) = await UserWithAsync("Read me");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await mail.OpenAsync("Read me");
        await using var other = await PlainImapClient.SignInAsync(webmail.Dovecot.Ports.Imap, user, webmail.Dovecot.Password, Ct);
        await other.AskAsync("SELECT INBOX", Ct);
        await TestKit.Eventually.TrueAsync(
            async ct => (await other.AskAsync("SEARCH SEEN", ct)).Contains("* SEARCH 1", StringComparer.Ordinal), "the message is read", Ct, TimeSpan.FromSeconds(20));
        Assert.Contains("* SEARCH 1", await other.AskAsync("SEARCH SEEN", Ct));
    }

    private static Task DeliverAsync(RunningWebmail webmail, string user, string subject) =>
        webmail.Dovecot.DeliverAsync(user, new MailboxGenerator(3, Person.Noor, Newest).Simple(subject).Content, Ct);
}
