namespace Webmail.TestKit;

/// <summary>A clock that runs so many times as fast as the system's: minutes of patience pass in seconds, while the real network keeps its pace.</summary>
public sealed class HastyTime(int times) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _began + (System.GetElapsedTime(_start) * times);

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(this, System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)));

    // What never comes stays so, and what comes later does not come at once.
    private TimeSpan Shortened(TimeSpan span) => span > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Max(1, (span / times).TotalMilliseconds)) : span;

    private sealed class HastyTimer(HastyTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shortened(dueTime), time.Shortened(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
