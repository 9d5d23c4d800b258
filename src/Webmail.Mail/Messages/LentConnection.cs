namespace Webmail.Mail.Messages;

/// <summary>Whether an open folder has lent its connection to somebody who needed it more, and who waits for it to come back.</summary>
internal sealed class LentConnection
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _back;
    private TaskCompletionSource? _wanted;
    private TaskCompletionSource? _unwanted;
    private int _wanting;

    /// <summary>Completes when it is needed back now; completed while it is not lent.</summary>
    public Task Wanted
    {
        get
        {
            lock (_lock) return _wanted?.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>Completes when nobody waits for it: who waited for it to come back has its turn before it is lent again.</summary>
    public Task Unwanted
    {
        get
        {
            lock (_lock) return _wanting == 0 ? Task.CompletedTask : (_unwanted ??= Signal()).Task;
        }
    }

    /// <summary>Completes when it is back, or will not come; null while it is not lent.</summary>
    public Task? Back
    {
        get
        {
            lock (_lock) return _back?.Task;
        }
    }

    public void Lend()
    {
        lock (_lock)
        {
            _wanted = Signal();
            if (_wanting > 0) _wanted.SetResult();
            _back ??= Signal();
        }
    }

    /// <summary>Somebody waits for it, until disposed.</summary>
    public IDisposable Want()
    {
        lock (_lock)
        {
            _wanting++;
            _wanted?.TrySetResult();
        }

        return new Wish(this);
    }

    /// <summary>It is back, or will not come.</summary>
    public void End()
    {
        lock (_lock)
        {
            _back?.SetResult();
            (_back, _wanted) = (null, null);
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Wish(LentConnection lent) : IDisposable
    {
        public void Dispose()
        {
            lock (lent._lock)
            {
                if (--lent._wanting > 0) return;
                lent._unwanted?.SetResult();
                lent._unwanted = null;
            }
        }
    }
}
