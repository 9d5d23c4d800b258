namespace Webmail.Protocols.Imap;

/// <summary>
/// The wish to be told of changes as they happen (RFC 2177). While it is held the connection idles whenever no command
/// runs: a command ends IDLE by itself and it resumes after the last one. Without the IDLE capability a NOOP is sent
/// every <see cref="ImapLimits.IdlePoll"/> instead. What is told arrives in <see cref="ImapConnection.Events"/>.
/// </summary>
public sealed class ImapIdle : IAsyncDisposable
{
    private readonly ImapConnection _connection;
    private readonly TaskCompletionSource _inForce = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ImapIdle(ImapConnection connection) => _connection = connection;

    /// <summary>True while the server has agreed to tell (or is polled); false while a command runs and after a refusal.</summary>
    public bool IsInForce { get; internal set; }

    /// <summary>Why the server refused to go on idling; null while it did not.</summary>
    public Exception? Refusal { get; private set; }

    internal Task InForce => _inForce.Task;

    /// <summary>Ends it: sends DONE and waits until the server has taken it.</summary>
    public ValueTask DisposeAsync() => new(_connection.StopIdlingAsync(this));

    internal void Enter()
    {
        IsInForce = true;
        _inForce.TrySetResult();
    }

    internal void Lose(Exception reason)
    {
        IsInForce = false;
        Refusal ??= reason;
        _inForce.TrySetException(reason);
        _ = _inForce.Task.Exception;
    }
}
