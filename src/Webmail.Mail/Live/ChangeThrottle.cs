using Microsoft.Extensions.Logging;

namespace Webmail.Mail.Live;

/// <summary>
/// Runs a publisher at most once per interval: at once when it was quiet, else when the interval is over. What was
/// signalled while it ran or waited is told by the next run, so nothing is lost and nothing overlaps. While nothing is
/// signalled there is no task and no timer: an idle tab costs nothing.
/// </summary>
internal sealed partial class ChangeThrottle(Func<Task> publish, TimeProvider time, ILogger logger, TimeSpan? interval = null)
{
    /// <summary>Between two batches to one circuit: fast enough to feel live, slow enough that a storm costs ten renders a second.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _interval = interval ?? DefaultInterval;
    private readonly Lock _lock = new();
    private bool _signalled;
    private bool _running;
    private bool _stopped;

    /// <summary>The last run, for those who must wait until a stopped throttle is quiet.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Something changed.</summary>
    public void Signal()
    {
        lock (_lock)
        {
            _signalled = true;
            if (_running || _stopped) return;
            _running = true;
            Completion = Task.Run(RunAsync);
        }
    }

    /// <summary>No run starts any more.</summary>
    public void Stop()
    {
        lock (_lock) _stopped = true;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (!_signalled || _stopped)
                {
                    _running = false;
                    return;
                }

                _signalled = false;
            }

            try
            {
                await publish();
            }
            catch (Exception error)
            {
                LogPublisherFailed(logger, error);
            }

            await Task.Delay(_interval, time, CancellationToken.None);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "A live change could not be told to a subscriber.")]
    private static partial void LogPublisherFailed(ILogger logger, Exception error);
}
