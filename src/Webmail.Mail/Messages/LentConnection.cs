namespace Webmail.Mail.Messages;

/// <summary>Whether an open folder has lent its connection to somebody who needed it more, and who waits for it to come back.</summary>
internal sealed class LentConnection
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _back;
    private TaskCompletionSource? _wanted;

    /// <summary>Completes when it is needed back now; completed while it is not lent.</summary>
    public Task Wanted
    {
        get
        {
            lock (_lock) return _wanted?.Task ?? Task.CompletedTask;
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
            _wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _back ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Somebody waits for it.</summary>
    public void Want()
    {
        lock (_lock) _wanted?.TrySetResult();
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
}
