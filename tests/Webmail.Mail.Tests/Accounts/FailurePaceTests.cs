using Webmail.Mail.Accounts;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Accounts;

public sealed class FailurePaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(40, 1)]
    [InlineData(1400, 1)]
    [InlineData(1500, 1)]
    [InlineData(1501, 2)]
    [InlineData(2300, 2)]
    public async Task A_failure_takes_a_whole_number_of_steps(int serverMilliseconds, int steps)
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var pace = new FailurePace(time);
        var started = pace.Start();
        time.Advance(TimeSpan.FromMilliseconds(serverMilliseconds));
        var held = pace.HoldAsync(started, Ct);
        await time.RunAsync(held, TimeSpan.FromMilliseconds(1));
        Assert.Equal(steps * FailurePace.Step, time.GetElapsedTime(started));
    }

    [Fact]
    public async Task A_wrong_user_and_a_wrong_password_take_the_same_time_to_the_tick()
    {
        var noUser = await MeasureAsync(TimeSpan.FromMilliseconds(3), "nobody@tidewater.test");
        var noPassword = await MeasureAsync(TimeSpan.FromMilliseconds(420), "noor@tidewater.test");
        Assert.Equal(noUser, noPassword);
    }

    private static async Task<TimeSpan> MeasureAsync(TimeSpan serverTakes, string address)
    {
        await using var fixture = await AccountsFixture.CreateAsync(Ct);
        fixture.Prover.Answer = _ =>
        {
            fixture.Time.Advance(serverTakes);
            return Task.FromResult(ProofOutcome.WrongCredentials);
        };
        var start = fixture.Time.GetUtcNow();
        var signingIn = fixture.Get<SignInService>().SignInAsync(fixture.Request(address, "wrong"), Ct);
        await fixture.Time.RunAsync(signingIn, TimeSpan.FromMilliseconds(1));
        return fixture.Time.GetUtcNow() - start;
    }
}
