using Microsoft.EntityFrameworkCore;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Outbox;
using Webmail.Mail.Tests.Compose;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Outbox;

public sealed class SendingServerTests(RealServers servers) : IAsyncLifetime
{
    private MtaServer _mta = null!;
    private DovecotServer _dovecot = null!;
    private WritingFixture _fixture = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ISendingServer Servers => _fixture.Get<ISendingServer>();

    private SendingServer Mta => new("127.0.0.1", _mta.Ports.Submissions, TransportSecurity.Tls);

    public async ValueTask InitializeAsync()
    {
        _dovecot = await servers.DovecotAsync(Ct);
        _mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = _dovecot.Ports.Lmtp, Password = _dovecot.Password }, Ct);
        _fixture = await WritingFixture.CreateAsync(_dovecot, Ct, _mta);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is not null) await _fixture.DisposeAsync();
        if (_mta is not null) await _mta.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_takes_the_sign_in_is_kept_and_used()
    {
        Assert.Null(await Servers.LoadAsync(_fixture.Who, Ct));
        Assert.Equal(SendingOutcome.Ok, (await Servers.TryAsync(_fixture.Account, Mta, null, Ct)).Outcome);
        Assert.Equal(Mta, await Servers.LoadAsync(_fixture.Who, Ct));
        var other = _dovecot.NewUser("marcus");
        var entry = await _fixture.Get<IOutbox>().SendAsync(_fixture.Account, _fixture.NewDraft(other), new SendWishes(), Ct);
        Assert.Null(await _fixture.Get<OutboxRun>().GoOnAsync(entry.Id, Ct));
        Assert.Empty(await _fixture.Get<IOutbox>().ListAsync(_fixture.Who, Ct));
        await Servers.ClearAsync(_fixture.Who, Ct);
        Assert.Null(await Servers.LoadAsync(_fixture.Who, Ct));
    }

    [Fact]
    public async Task Another_name_and_password_are_used_and_the_password_lies_nowhere_in_clear()
    {
        var login = _dovecot.NewUser("harbour");
        using var password = new Secret(_dovecot.Password);
        Assert.Equal(SendingOutcome.Ok, (await Servers.TryAsync(_fixture.Account, Mta with { Login = login }, password, Ct)).Outcome);
        Assert.Equal(Mta with { Login = login, HasPassword = true }, await Servers.LoadAsync(_fixture.Who, Ct));
        await using var db = _fixture.Database();
        var kept = (await db.Accounts.AsNoTracking().SingleAsync(Ct)).SmtpPassword!;
        Assert.DoesNotContain(_dovecot.Password, System.Text.Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        // Kept on: the form says so by HasPassword alone.
        Assert.Equal(SendingOutcome.Ok, (await Servers.TryAsync(_fixture.Account, Mta with { Login = login, HasPassword = true }, null, Ct)).Outcome);
    }

    [Theory]
    [InlineData(null, null, false, true)]
    [InlineData("smtp.test", null, false, true)]
    [InlineData("smtp.test", "somebody else", false, false)]
    [InlineData("smtp.test", null, true, false)]
    public async Task One_server_may_ask_the_other_only_where_the_person_has_the_same_login_at_both(string? host, string? login, bool hasPassword, bool same)
    {
        await using (var db = _fixture.Database())
        {
            var row = await db.Accounts.SingleAsync(Ct);
            row.Smtp = host is null ? null : new StoredEndpoint { Host = host, Port = 465, Security = nameof(TransportSecurity.Tls) };
            (row.SmtpLogin, row.SmtpPassword) = (login, hasPassword ? [1] : null);
            await db.SaveChangesAsync(Ct);
        }

        using var password = new Secret(_dovecot.Password);
        var mailbox = new AccountLogin(new ServerEndpoint("127.0.0.1", _dovecot.Ports.Imaps, TransportSecurity.Tls), _fixture.User, password);
        Assert.Equal(same, await _fixture.Get<SmtpDialer>().SendsAsMailboxAsync(_fixture.Who, mailbox, Ct));
    }

    [Fact]
    public async Task A_refused_password_changes_nothing_and_comes_with_the_servers_words()
    {
        using var wrong = new Secret("not this one");
        var test = await Servers.TryAsync(_fixture.Account, Mta, wrong, Ct);
        Assert.Equal(SendingOutcome.SignInRefused, test.Outcome);
        Assert.NotEmpty(test.ServerText);
        Assert.DoesNotContain("not this one", test.ServerText, StringComparison.Ordinal);
        Assert.Null(await Servers.LoadAsync(_fixture.Who, Ct));
    }

    [Theory]
    [InlineData("10.1.2.3", 465, SendingOutcome.NotAllowed)]
    [InlineData("localhost.localdomain:25/x", 465, SendingOutcome.UnknownHost)]
    [InlineData("127.0.0.1", 22, SendingOutcome.NotAllowed)]
    [InlineData("127.0.0.1", 0, SendingOutcome.UnknownHost)]
    [InlineData("127.0.0.1", 25, SendingOutcome.Refused)]
    public async Task A_server_behind_the_wall_is_not_tried(string host, int port, SendingOutcome outcome)
    {
        var test = await Servers.TryAsync(_fixture.Account, new SendingServer(host, port, TransportSecurity.Tls), null, Ct);
        Assert.Equal((outcome, ""), (test.Outcome, test.ServerText));
        Assert.Null(await Servers.LoadAsync(_fixture.Who, Ct));
    }

    [Fact]
    public async Task Without_encryption_no_password_leaves()
    {
        Assert.Equal(SendingOutcome.Forbidden, (await Servers.TryAsync(_fixture.Account, Mta with { Security = TransportSecurity.Plain }, null, Ct)).Outcome);
    }

    [Fact]
    public async Task Nobody_looks_around_with_it()
    {
        SendingTest last = new(SendingOutcome.Ok);
        for (var i = 0; i < 11; i++) last = await Servers.TryAsync(_fixture.Account, new SendingServer("10.1.2.3", 465, TransportSecurity.Tls), null, Ct);
        Assert.Equal(SendingOutcome.TooOften, last.Outcome);
    }
}
