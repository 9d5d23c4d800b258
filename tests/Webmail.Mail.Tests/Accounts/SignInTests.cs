using Microsoft.EntityFrameworkCore;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Tests.Accounts;

public sealed class SignInTests
{
    private static readonly ServerEndpoint Elsewhere = new("imap.elsewhere.example", 993, TransportSecurity.Tls);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_opens_the_account_with_it()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var signedIn = await EnterAsync(fixture, fixture.Request());
        Assert.Equal("right", fixture.Sessions.Open[signedIn.Identity.SessionId].Password);
        Assert.Equal("tidewater", signedIn.Identity.TenantId);
        Assert.True(fixture.Prover.Last!.AllowPrivate);
    }

    [Fact]
    public async Task The_next_time_it_is_the_same_user_and_account_in_a_new_session()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var first = (await EnterAsync(fixture, fixture.Request())).Identity;
        var second = (await EnterAsync(fixture, fixture.Request("Noor@Tidewater.TEST"))).Identity;
        Assert.Equal((first.UserId, first.AccountId), (second.UserId, second.AccountId));
        Assert.NotEqual(first.SessionId, second.SessionId);
    }

    [Fact]
    public async Task The_same_address_proved_by_another_server_is_another_user()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var owner = (await EnterAsync(fixture, fixture.Request())).Identity;
        var stranger = (await EnterAsync(fixture, fixture.Request(other: Elsewhere))).Identity;
        Assert.NotEqual(owner.UserId, stranger.UserId);
        Assert.NotEqual(owner.AccountId, stranger.AccountId);
        Assert.False(fixture.Prover.Last!.AllowPrivate);
    }

    [Fact]
    public async Task Five_first_sign_ins_at_once_make_one_user()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var identities = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await EnterAsync(fixture, fixture.Request())).Identity));
        Assert.Single(identities.Select(identity => identity.UserId).Distinct());
        Assert.Equal(5, identities.Select(identity => identity.SessionId).Distinct().Count());
    }

    [Theory]
    [InlineData(ProofOutcome.UnknownHost)]
    [InlineData(ProofOutcome.Refused)]
    [InlineData(ProofOutcome.BadCertificate)]
    [InlineData(ProofOutcome.TimedOut)]
    [InlineData(ProofOutcome.Unsupported)]
    [InlineData(ProofOutcome.NotAllowed)]
    [InlineData(ProofOutcome.ServerUnavailable)]
    public async Task What_is_not_the_users_fault_is_not_held_against_them(ProofOutcome outcome)
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        fixture.Prover.Answer = _ => Task.FromResult(outcome);
        for (var i = 0; i < 8; i++)
            Assert.Equal(new SignInResult.Failed(outcome, null), await fixture.SignInAsync(fixture.Request(), Ct));
    }

    [Fact]
    public async Task Probing_servers_of_ones_own_choice_comes_to_an_end()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        fixture.Prover.Answer = _ => Task.FromResult(ProofOutcome.Refused);
        for (var i = 0; i < SignInThrottle.TriesPerClient; i++)
            Assert.IsType<SignInResult.Failed>(await fixture.SignInAsync(fixture.Request(other: Elsewhere with { Host = $"host{i}.example" }), Ct));
        Assert.IsType<SignInResult.Paused>(await fixture.SignInAsync(fixture.Request(other: Elsewhere with { Host = "last.example" }), Ct));
    }

    [Fact]
    public async Task An_address_of_another_domain_is_not_sent_to_the_tenants_server()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        Assert.IsType<SignInResult.NotServed>(await fixture.SignInAsync(fixture.Request("noor@elsewhere.example"), Ct));
        Assert.Equal(0, fixture.Prover.Asked);
    }

    [Fact]
    public async Task A_plain_connection_is_refused_unless_the_administrator_allows_it()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var plain = Elsewhere with { Security = TransportSecurity.Plain };
        Assert.IsType<SignInResult.ServerNotAllowed>(await fixture.SignInAsync(fixture.Request(other: plain), Ct));
        Assert.Equal(0, fixture.Prover.Asked);
    }

    [Fact]
    public async Task Nobody_names_a_server_where_the_administrator_does_not_let_them()
    {
        var settings = new Dictionary<string, string?>(AccountsFixture.Tidewater, StringComparer.Ordinal) { ["Webmail:Tenants:0:AllowOtherServers"] = "false" };
        await using var fixture = await AccountsFixture.CreateAsync(Ct, settings);
        Assert.IsType<SignInResult.ServerNotAllowed>(await fixture.SignInAsync(fixture.Request(other: Elsewhere), Ct));
    }

    [Fact]
    public async Task The_database_holds_the_password_in_no_form_that_opens_without_the_cookie()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var signedIn = await EnterAsync(fixture, fixture.Request());
        var store = fixture.Get<SessionStore>();
        Assert.Null(await store.OpenLoginAsync(signedIn.Identity, new byte[PasswordSeal.SessionSecretLength], Ct));
        using var login = (await store.OpenLoginAsync(signedIn.Identity, signedIn.SessionSecret, Ct))!.Password;
        Assert.Equal("right", login.Reveal());
    }

    [Fact]
    public async Task Swapped_rows_do_not_open()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var one = await EnterAsync(fixture, fixture.Request());
        var two = await EnterAsync(fixture, fixture.Request("sami@tidewater.test"));
        await using (var db = fixture.Database())
        {
            var rows = await db.SealedPasswords.ToListAsync(Ct);
            (rows[0].Sealed, rows[1].Sealed) = (rows[1].Sealed, rows[0].Sealed);
            await db.SaveChangesAsync(Ct);
        }
        Assert.Null(await fixture.Get<SessionStore>().OpenLoginAsync(one.Identity, one.SessionSecret, Ct));
        Assert.Null(await fixture.Get<SessionStore>().OpenLoginAsync(two.Identity, two.SessionSecret, Ct));
    }

    [Fact]
    public async Task A_session_lives_until_it_expires()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var store = fixture.Get<SessionStore>();
        var brief = (await EnterAsync(fixture, fixture.Request())).Identity;
        var kept = (await EnterAsync(fixture, fixture.Request(stay: true))).Identity;
        fixture.Time.Advance(SessionStore.ShortLife);
        Assert.False(await store.IsLiveAsync(brief, Ct));
        Assert.True(await store.IsLiveAsync(kept, Ct));
        fixture.Time.Advance(SessionStore.LongLife - SessionStore.ShortLife);
        Assert.False(await store.IsLiveAsync(kept, Ct));
    }

    [Fact]
    public async Task A_revoked_session_is_over_and_its_sealed_password_gone()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var store = fixture.Get<SessionStore>();
        var signedIn = await EnterAsync(fixture, fixture.Request());
        await store.RevokeAsync(signedIn.Identity.SessionId, Ct);
        Assert.False(await store.IsLiveAsync(signedIn.Identity, Ct));
        Assert.Equal([signedIn.Identity.SessionId], await store.EndedAsync([signedIn.Identity.SessionId], Ct));
        Assert.Null(await store.OpenLoginAsync(signedIn.Identity, signedIn.SessionSecret, Ct));
    }

    private static async Task<SignInResult.SignedIn> EnterAsync(AccountsFixture fixture, SignInRequest request) =>
        Assert.IsType<SignInResult.SignedIn>(await fixture.SignInAsync(request, Ct));
}
