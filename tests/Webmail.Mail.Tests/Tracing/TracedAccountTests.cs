using System.Text;
using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;
using Webmail.Mail.Tests.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Tracing;

/// <summary>A real Dovecot, a person's whole way through it, and what the trace has of it.</summary>
public sealed class TracedAccountTests(RealServers servers)
{
    private const string Canary = "Canary7319";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_traced_account_only_the_skeleton_is_kept_whatever_is_done()
    {
        var server = await servers.DovecotAsync(Ct);
        await using var fixture = new AccountFixture(server, server.NewUser(Canary));
        await fixture.Server.DeliverAsync(fixture.User, Encoding.UTF8.GetBytes(
            $"From: {Canary} <{Canary}@sender.test>\r\nTo: {Canary}@tidewater.test\r\nSubject: {Canary} Zugspitze\r\nX-{Canary}: {Canary}\r\nMessage-ID: <{Canary}@x>\r\n\r\n{Canary} text {new string('x', 90_000)}\r\n"), Ct);
        Assert.True(fixture.Traces.Grant(fixture.Account.Identity));

        await fixture.Account.Folders.LoadAsync(Ct);
        await using (var inbox = await fixture.InboxAsync(Ct))
        {
            var row = (await inbox.GetWindowAsync(0, 10, Ct)).Rows[0]!;
            var opened = await fixture.Account.Reader.OpenAsync(MailboxName.Inbox, row.Uid, Ct);
            Assert.NotNull(opened);
        }

        await using (var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct))
        {
            var imap = lease.Connection;
            await imap.SearchAsync(SearchQuery.Text(Canary), SearchReturn.Hits, Ct);
            await imap.SearchAsync(SearchQuery.Keyword(new Flag(Canary)), SearchReturn.Hits, Ct);
            await imap.CreateAsync(MailboxName.Create(Canary), Ct);
            await imap.CreateAsync(MailboxName.Create("20261122"), Ct);
            await imap.StatusAsync(MailboxName.Create("20261122"), StatusItems.Counters, Ct);
            await imap.AppendAsync(MailboxName.Create(Canary), new MemoryStream(Encoding.ASCII.GetBytes($"Subject: {Canary}\r\n\r\n")), 23, FlagSet.Of(Flag.Seen, new Flag(Canary)), null, Ct);
            await Assert.ThrowsAsync<ImapCommandException>(() => imap.StatusAsync(MailboxName.Create(Canary + "/none"), StatusItems.Counters, Ct));
            await imap.ListAsync(new ListOptions { Status = StatusItems.Counters }, Ct);
        }

        var trace = fixture.Traces.Read(Keeper, fixture.Account.Identity.AccountId)!;
        foreach (var said in (string[])["AUTHENTICATE SCRAM-SHA-256", " C a", "CAPABILITY", "SELECT «", "UID FETCH", "ENVELOPE «", "UID SEARCH", "KEYWORD «", "CREATE «", "STATUS «", "APPEND «", " NO ", "EXISTS"])
            Assert.Contains(said, trace, StringComparison.Ordinal);
        foreach (var secret in (string[])[Canary, "20261122", server.Password, Convert.ToBase64String(Encoding.UTF8.GetBytes(server.Password))[..8], "tidewater", "sender.test", "Zugspitze"])
            Assert.DoesNotContain(secret, trace, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_connection_that_lived_before_is_heard_from_consent_to_its_end()
    {
        var server = await servers.DovecotAsync(Ct);
        await using var fixture = new AccountFixture(server, server.NewUser());
        await using var lease = await fixture.Account.Pool.RentAnyAsync(Ct);
        var account = fixture.Account.Identity;

        fixture.Traces.Grant(account);
        await lease.Connection.NoopAsync(Ct);
        var heard = fixture.Traces.Read(Keeper, account.AccountId)!;
        fixture.Traces.End(account);
        await lease.Connection.NoopAsync(Ct);
        fixture.Traces.Grant(account);

        Assert.Contains(" NOOP\n", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("AUTHENTICATE", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("NOOP", fixture.Traces.Read(Keeper, account.AccountId), StringComparison.Ordinal);
    }

    private static AccountIdentity Keeper { get; } = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "tidewater", "keeper@tidewater.test");
}
