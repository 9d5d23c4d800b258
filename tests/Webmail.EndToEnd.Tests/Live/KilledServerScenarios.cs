using Webmail.EndToEnd.Tests.Infrastructure;
using Webmail.TestKit.Mailboxes;
using static Microsoft.Playwright.Assertions;

namespace Webmail.EndToEnd.Tests.Live;

/// <summary>The one mail server of all scenarios goes away: nothing else may need it meanwhile.</summary>
[Collection(Name)]
public sealed class KilledServerScenarios(WebmailHost host, Browser browser) : Scenario(host, browser)
{
    private const string Name = "Alone";

    /// <summary>Runs when no other collection does.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;

    [Fact]
    public async Task A_killed_server_shows_reconnecting_and_comes_back_with_nothing_doubled_or_missing()
    {
        var (webmail, user) = await UserWithAsync("Before one", "Before two");
        var (session, mail) = await SignedInAsync(webmail, user);
        await using var _ = session;
        await Expect(mail.Rows).ToHaveCountAsync(2);

        await webmail.Dovecot.KillAsync();
        await Expect(mail.Page.GetByText("Reconnecting").First).ToBeAttachedAsync(new() { Timeout = 20_000 });
        await webmail.Dovecot.StartAsync(Ct);
        await webmail.Dovecot.DeliverAsync(user, new MailboxGenerator(3, Person.Noor, Newest).Simple("While away").Content, Ct);
        await Expect(mail.Row("While away")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(mail.Rows).ToHaveCountAsync(3);
        await Expect(mail.Row("Before one")).ToHaveCountAsync(1);
    }
}
