using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Webmail.Protocols.Imap;

/// <summary>
/// Events on their way to their reader, bounded in number and in the octets they were made of. When nobody reads them they are dropped
/// together and one event says so: what is lost in part is better asked again as a whole.
/// </summary>
/// <remarks>A queue and no bounded channel: that makes its waiting readers and writers in advance, 0.7 KB for each connection that idles.</remarks>
internal sealed class EventBacklog(ImapLimits limits) : ChannelReader<ImapEvent>
{
    // Also the lock of everything below.
    private readonly Queue<(ImapEvent Said, int Bytes)> _events = new();
    private TaskCompletionSource<bool>? _arrival;
    private TaskCompletionSource? _drained;
    private long _bytes;
    private bool _isOver;

    public override Task Completion
    {
        get
        {
            lock (_events)
            {
                return _isOver && _events.Count == 0 ? Task.CompletedTask : (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    public override bool CanCount => true;

    public override int Count
    {
        get
        {
            lock (_events)
            {
                return _events.Count;
            }
        }
    }

    public override bool TryRead([MaybeNullWhen(false)] out ImapEvent item)
    {
        lock (_events)
        {
            var found = _events.TryDequeue(out var next);
            (item, _bytes) = (next.Said, _bytes - next.Bytes);
            TellWhenDrained();
            return found;
        }
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_events)
        {
            if (_events.Count > 0 || _isOver)
            {
                return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<bool>(cancellationToken) : ValueTask.FromResult(_events.Count > 0);
            }

            _arrival ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask<bool>(_arrival.Task.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Reader loop: adds an event.</summary>
    public void Add(ImapEvent said, int bytes)
    {
        lock (_events)
        {
            if (_isOver)
            {
                return;
            }

            if (_events.Count >= limits.EventBacklog || _bytes + bytes > limits.EventBytes)
            {
                _events.Clear();
                (_bytes, said, bytes) = (0, new MailboxResyncEvent(), 0);
            }

            _events.Enqueue((said, bytes));
            _bytes += bytes;
            Wake(true);
        }
    }

    /// <summary>Drops what nobody has read.</summary>
    public void Forget()
    {
        while (TryRead(out _))
        {
            // Gone.
        }
    }

    /// <summary>Nothing more will come; what is there can still be read.</summary>
    public void Complete()
    {
        lock (_events)
        {
            _isOver = true;
            Wake(false);
            TellWhenDrained();
        }
    }

    // Under the lock; who waited runs elsewhere.
    private void Wake(bool some)
    {
        _arrival?.TrySetResult(some);
        _arrival = null;
    }

    // Under the lock.
    private void TellWhenDrained()
    {
        if (_isOver && _events.Count == 0)
        {
            _drained?.TrySetResult();
        }
    }
}
