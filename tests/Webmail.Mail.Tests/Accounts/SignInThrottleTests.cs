using System.Net;
using Webmail.Mail.Accounts;

namespace Webmail.Mail.Tests.Accounts;

public sealed class SignInThrottleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_passwords_count_down_to_a_pause()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        for (var left = SignInThrottle.TriesPerAccountAndClient - 1; left >= 0; left--)
            Assert.Equal(new SignInResult.Failed(ProofOutcome.WrongCredentials, left), await fixture.SignInAsync(fixture.Request(password: "wrong"), Ct));
        var paused = Assert.IsType<SignInResult.Paused>(await fixture.SignInAsync(fixture.Request(), Ct));
        Assert.InRange(paused.Wait, TimeSpan.FromMinutes(14), SignInThrottle.Window);
        Assert.Equal(SignInThrottle.TriesPerAccountAndClient, fixture.Prover.Asked);
    }

    [Fact]
    public async Task The_pause_ends_when_it_was_said_to_end_whatever_is_tried_in_it()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        for (var i = 0; i < SignInThrottle.TriesPerAccountAndClient; i++)
            await fixture.SignInAsync(fixture.Request(password: "wrong"), Ct);
        var paused = Assert.IsType<SignInResult.Paused>(await fixture.SignInAsync(fixture.Request(), Ct));
        fixture.Time.Advance(paused.Wait / 2);
        Assert.IsType<SignInResult.Paused>(await fixture.SignInAsync(fixture.Request(), Ct));
        fixture.Time.Advance(paused.Wait / 2);
        Assert.IsType<SignInResult.SignedIn>(await fixture.SignInAsync(fixture.Request(), Ct));
    }

    [Fact]
    public async Task A_right_password_wipes_the_slips_out()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        for (var i = 0; i < SignInThrottle.TriesPerAccountAndClient - 1; i++)
            await fixture.SignInAsync(fixture.Request(password: "wrong"), Ct);
        await fixture.SignInAsync(fixture.Request(), Ct);
        Assert.Equal(
            new SignInResult.Failed(ProofOutcome.WrongCredentials, SignInThrottle.TriesPerAccountAndClient - 1),
            await fixture.SignInAsync(fixture.Request(password: "wrong"), Ct));
    }

    [Fact]
    public async Task A_stranger_elsewhere_does_not_lock_the_owner_out()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        for (var i = 0; i < SignInThrottle.TriesPerAccountAndClient + 3; i++)
            await fixture.SignInAsync(fixture.Request(password: "wrong", client: "198.51.100.66"), Ct);
        Assert.IsType<SignInResult.SignedIn>(await fixture.SignInAsync(fixture.Request(), Ct));
    }

    [Fact]
    public async Task Guessing_one_account_from_many_addresses_comes_to_an_end()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        for (var i = 0; i < SignInThrottle.TriesPerAccount; i++)
            Assert.IsType<SignInResult.Failed>(await fixture.SignInAsync(fixture.Request(password: "wrong", client: $"198.51.100.{i}"), Ct));
        Assert.IsType<SignInResult.Paused>(await fixture.SignInAsync(fixture.Request(client: "203.0.113.200"), Ct));
    }

    [Fact]
    public async Task Of_many_tries_at_once_no_more_are_made_than_the_limit_allows()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        var tries = Enumerable.Range(0, 30).Select(_ => fixture.Get<SignInService>().SignInAsync(fixture.Request(password: "wrong"), Ct)).ToList();
        await fixture.Time.RunAsync(Task.WhenAll(tries), FailurePace.Step);
        Assert.InRange(fixture.Prover.Asked, 1, SignInThrottle.TriesPerAccountAndClient);
    }

    [Fact]
    public async Task Old_tries_are_forgotten()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        await fixture.SignInAsync(fixture.Request(password: "wrong"), Ct);
        fixture.Time.Advance(SignInThrottle.Window);
        await fixture.Get<SignInThrottle>().ForgetOldAsync(Ct);
        await using var db = fixture.Database();
        Assert.Empty(db.SignInAttempts);
    }

    [Fact]
    public async Task The_table_names_no_account()
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        await fixture.SignInAsync(fixture.Request(password: "wrong"), Ct);
        await using var db = fixture.Database();
        Assert.All(db.SignInAttempts, attempt => Assert.Matches("^[0-9A-F]{64}$", attempt.Subject));
    }

    [Theory]
    [InlineData("203.0.113.5", "203.0.113.5")]
    [InlineData("::ffff:203.0.113.5", "203.0.113.5")]
    [InlineData("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::")]
    public void An_IPv6_customer_is_one_client(string address, string network) =>
        Assert.Equal(network, SignInThrottle.Network(IPAddress.Parse(address)));
}
