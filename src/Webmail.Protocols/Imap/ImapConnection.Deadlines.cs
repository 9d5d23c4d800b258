namespace Webmail.Protocols.Imap;

/// <content>Deadlines: one timer per connection, running only while a command waits for the server.</content>
public sealed partial class ImapConnection
{
    private readonly ITimer _watchdog;
    private bool _watching;
    private long _lastActivity;
    private long _waitingForReaderSince;

    internal long Now => _options.TimeProvider.GetTimestamp();

    private TimeSpan Since(long ticks) => _options.TimeProvider.GetElapsedTime(ticks);

    // Any octet in either direction: an upload is silent on the server's side until its end.
    internal void Touch() => Volatile.Write(ref _lastActivity, Now);

    // Under the gate.
    private void Watch()
    {
        if (!_watching)
        {
            _watching = true;
            _watchdog.Change(WatchInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan WatchInterval => _options.CommandTimeout / 4;

    private void OnWatchdog()
    {
        string? verdict = null;
        lock (_gate)
        {
            _watching = false;
            if (_breakReason is not null || _inFlight.Count == 0 || (_inFlight.Count == 1 && _idleCommand is not null && _idleInForce && !_idleDone))
            {
                return;
            }

            var oldest = _inFlight[0];
            var reader = _lease is { IsRunning: true } lease ? lease.UnreadSince : Volatile.Read(ref _waitingForReaderSince);
            if (reader != 0)
            {
                verdict = Since(reader) < _options.Limits.BodyStall ? null : $"Nobody read the answer to {oldest.Name} for {_options.Limits.BodyStall}.";
            }
            else if (Since(Volatile.Read(ref _lastActivity)) >= _options.CommandTimeout)
            {
                verdict = $"The server was silent for {_options.CommandTimeout} in the middle of {oldest.Name}.";
            }
            else if (oldest != _idleCommand && Since(oldest.Started) >= _options.Limits.CommandTotal)
            {
                verdict = $"{oldest.Name} took longer than {_options.Limits.CommandTotal}.";
            }

            if (verdict is null)
            {
                Watch();
            }
        }

        if (verdict is not null)
        {
            Break(new ImapProtocolException(verdict, new TimeoutException()));
        }
    }

    private async Task PumpedAsync()
    {
        Task pumped;
        lock (_gate)
        {
            pumped = _pumping ? _pumped.Task : Task.CompletedTask;
        }

        await pumped.ConfigureAwait(false);
    }
}
