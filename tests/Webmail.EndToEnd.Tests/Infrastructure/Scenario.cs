using Webmail.TestKit.Mailboxes;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>What most scenarios begin with: a user with mail, signed in, looking at the list.</summary>
public abstract class Scenario(WebmailHost host, Browser browser)
{
    protected static readonly DateTimeOffset Newest = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected WebmailHost Host => host;

    protected Browser Browser => browser;

    /// <summary>Plain messages with these subjects in the inbox, the first one oldest.</summary>
    protected async Task<(RunningWebmail Webmail, string User)> UserWithAsync(params IReadOnlyList<string> subjects)
    {
        RunningWebmail webmail = await host.StartedAsync(Ct);
        string user = webmail.Dovecot.NewUser("noor");
        var mail = new MailboxGenerator(subjects.Count + 1, Person.Noor, Newest);
        foreach (string subject in subjects) await webmail.Dovecot.DeliverAsync(user, mail.Simple(subject).Content, Ct);
        return (webmail, user);
    }

    /// <summary>The generated mailbox in all its variety.</summary>
    protected async Task<(RunningWebmail Webmail, string User)> UserWithGeneratedMailAsync()
    {
        RunningWebmail webmail = await host.StartedAsync(Ct);
        string user = webmail.Dovecot.NewUser("noor");
        const int largestAttachment = 2_000_000;
        await new MaildirWriter(webmail.Dovecot.MaildirOf(user)).WriteAsync(new MailboxGenerator(1, Person.Noor, Newest).Mailbox(largestAttachment), Ct);
        await webmail.Dovecot.OwnMailAsync(user, Ct);
        return (webmail, user);
    }

    protected async Task<(BrowserSession Session, MailScreen Mail)> SignedInAsync(RunningWebmail webmail, string user)
    {
        BrowserSession session = await browser.OpenAsync(webmail.Address);
        MailScreen mail = await MailScreen.SignInAsync(session.Page, user, webmail.Dovecot.Password);
        await mail.ReadyAsync();
        return (session, mail);
    }
}
