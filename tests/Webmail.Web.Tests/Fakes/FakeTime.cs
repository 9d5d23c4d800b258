namespace Webmail.Web.Tests.Fakes;

/// <summary>A clock that stands still until it is moved; its timers fire when it is moved past them.</summary>
public sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = now;

    public FakeTime()
        : this(FakeRows.Now)
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        lock (_timers)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        _now += by;
        FakeTimer[] all;
        lock (_timers)
            all = [.. _timers];
        foreach (var timer in all)
            timer.Tick();
    }

    private void Remove(FakeTimer timer)
    {
        lock (_timers)
            _timers.Remove(timer);
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
            _period = period;
            return true;
        }

        public void Tick()
        {
            if (_due is not { } due || due > time._now)
                return;
            _due = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : time._now + _period;
            callback(state);
        }

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
