using Microsoft.Extensions.Logging.Abstractions;
using Webmail.Mail.Live;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Live;

public sealed class ChangeThrottleTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_signalled_while_the_publisher_runs_is_told_by_the_next_run()
    {
        var runs = 0;
        var started = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var throttle = new ChangeThrottle(
            async () =>
            {
                if (Interlocked.Increment(ref runs) > 1) return;
                started.SetResult();
                await goOn.Task;
            },
            TimeProvider.System, NullLogger.Instance, Short);
        throttle.Signal();
        await started.Task.WaitAsync(Ct);
        throttle.Signal();
        throttle.Signal();
        goOn.SetResult();

        await Eventually.TrueAsync(() => throttle.Completion.IsCompleted, "quiet again", Ct);

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_publisher_that_fails_does_not_stop_the_next_run()
    {
        var runs = 0;
        var throttle = new ChangeThrottle(
            () => ++runs == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask, TimeProvider.System, NullLogger.Instance, Short);
        throttle.Signal();
        await Eventually.TrueAsync(() => throttle.Completion.IsCompleted, "the first run", Ct);
        throttle.Signal();

        await Eventually.TrueAsync(() => runs == 2, "the second run", Ct);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void After_stop_nothing_is_published()
    {
        var runs = 0;
        var throttle = new ChangeThrottle(() => Task.FromResult(++runs), TimeProvider.System, NullLogger.Instance, Short);
        throttle.Stop();
        throttle.Signal();

        Assert.True(throttle.Completion.IsCompleted);
        Assert.Equal(0, runs);
    }
}
