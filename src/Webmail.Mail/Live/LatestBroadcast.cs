using Microsoft.Extensions.Logging;

namespace Webmail.Mail.Live;

/// <summary>
/// Tells everyone who looks the newest value of something, each at its own pace: a slow circuit skips values and holds
/// nobody up. A subscription is a disposable token; its callback runs under the execution context of the moment it
/// subscribed (the circuit's culture goes with it).
/// </summary>
internal sealed class LatestBroadcast<T>(TimeProvider time, ILogger logger) where T : class
{
    private readonly Lock _lock = new();
    private Token[] _tokens = [];
    private T? _latest;

    public bool Any => _tokens.Length > 0;

    public void Publish(T value)
    {
        Token[] tokens;
        lock (_lock)
        {
            _latest = value;
            tokens = _tokens;
        }

        foreach (var token in tokens) token.Signal();
    }

    public IDisposable Subscribe(Func<T, Task> callback)
    {
        var token = new Token(this, callback, time, logger);
        lock (_lock) _tokens = [.. _tokens, token];
        return token;
    }

    private sealed class Token : IDisposable
    {
        private readonly LatestBroadcast<T> _owner;
        private readonly Func<T, Task> _callback;
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly ChangeThrottle _throttle;
        private volatile bool _disposed;

        public Token(LatestBroadcast<T> owner, Func<T, Task> callback, TimeProvider time, ILogger logger)
        {
            _owner = owner;
            _callback = callback;
            _throttle = new ChangeThrottle(RunAsync, time, logger);
        }

        public void Signal() => _throttle.Signal();

        public void Dispose()
        {
            _disposed = true;
            lock (_owner._lock) _owner._tokens = [.. _owner._tokens.Where(other => other != this)];
            _throttle.Stop();
        }

        private Task RunAsync()
        {
            T? value;
            lock (_owner._lock) value = _owner._latest;
            if (_disposed || value is null) return Task.CompletedTask;
            return CapturedContext.RunAsync(_context, () => _callback(value));
        }
    }
}
