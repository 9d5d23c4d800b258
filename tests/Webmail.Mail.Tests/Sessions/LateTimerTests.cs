using System.Collections.Concurrent;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>Disposing a timer does not wait for its callback: one that strikes at that moment runs after it.</summary>
public sealed class LateTimerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clock_that_strikes_as_a_renter_leaves_harms_nobody()
    {
        var clock = new LateClock();
        await using var account = new ScriptedAccount("IMAP4rev1", command => command.Name == "SELECT" ? ["* 0 EXISTS", "* OK [UIDVALIDITY 7] yes"] : [], time: clock);
        await using (await account.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct))
        {
            Assert.NotEmpty(clock.Timers);
        }

        Assert.All(clock.Timers, timer => timer());
    }

    /// <summary>Keeps what it was to call, also of timers that are disposed.</summary>
    private sealed class LateClock : TimeProvider
    {
        public ConcurrentBag<Action> Timers { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan) Timers.Add(() => callback(state));
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
