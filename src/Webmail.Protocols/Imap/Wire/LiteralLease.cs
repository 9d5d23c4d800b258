using System.Buffers;
using System.IO.Pipelines;

namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// The right to read one literal straight from the pipe. While it runs, its holder reads and the connection's reader
/// loop waits: back-pressure reaches the server, and nothing is copied but into the holder's own buffer.
/// </summary>
internal sealed class LiteralLease
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private ImapConnection? _connection;
    private PipeReader? _pipe;
    private Task<ReadResult>? _pending;
    private Exception? _failure;
    private long _remaining;
    private bool _reading;
    private bool _released;

    /// <summary>From the header's arrival to the last octet or the holder's leaving.</summary>
    public bool IsRunning => _pipe is not null && !_finished.Task.IsCompleted;

    /// <summary>Since when octets lie here that the holder does not take, in the clock's ticks; 0 while it waits for the server.</summary>
    public long UnreadSince { get; private set; }

    /// <summary>Completes when the literal's header has arrived; faults when the answer ends without one.</summary>
    public Task Started => _started.Task;

    /// <summary>Octets announced.</summary>
    public long Length { get; private set; }

    /// <summary>Connection: whose clock and deadline count.</summary>
    public void Attach(ImapConnection connection) => _connection = connection;

    /// <summary>Framer: hands the pipe over, waits for the holder, and returns what the holder left unread.</summary>
    public async Task<long> RunAsync(PipeReader pipe, long length)
    {
        lock (_gate)
        {
            (_pipe, Length, _remaining) = (pipe, length, length);
            UnreadSince = _connection?.Now ?? 0;
            if (_released || length == 0)
            {
                _finished.TrySetResult();
            }
        }

        _started.TrySetResult();
        await _finished.Task.ConfigureAwait(false);
        if (_pending is { } pending)
        {
            // The holder was cancelled while the socket was being read; what arrives still belongs to the stream.
            _pending = null;
            pipe.AdvanceTo((await pending.ConfigureAwait(false)).Buffer.Start);
        }

        return _remaining;
    }

    /// <summary>Holder: copies the next octets. 0: all were read.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken ct)
    {
        if (target.IsEmpty || !Enter())
        {
            return 0;
        }

        try
        {
            var buffer = await NextAsync(ct).ConfigureAwait(false);
            var size = (int)Math.Min(buffer.Length, target.Length);
            buffer.Slice(0, size).CopyTo(target.Span);
            _pipe!.AdvanceTo(buffer.GetPosition(size));
            _remaining -= size;
            return size;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Holder: writes everything that is left to <paramref name="target"/>, out of the pipe's own memory.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task CopyToAsync(Stream target, CancellationToken ct)
    {
        while (Enter())
        {
            try
            {
                var buffer = await NextAsync(ct).ConfigureAwait(false);
                var written = buffer.Start;
                try
                {
                    foreach (var segment in buffer)
                    {
                        await target.WriteAsync(segment, ct).ConfigureAwait(false);
                        written = buffer.GetPosition(segment.Length, written);
                        _remaining -= segment.Length;
                    }
                }
                finally
                {
                    _pipe!.AdvanceTo(written);
                }
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Holder: wants no more. What is left is drained by the framer, bounded.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _released = true;
            if (!_reading)
            {
                _finished.TrySetResult();
            }
        }
    }

    /// <summary>Connection: it is over, or the answer came without a literal. Every present and later read throws.</summary>
    public void Abort(Exception reason)
    {
        lock (_gate)
        {
            _failure ??= reason;
            if (!_reading)
            {
                _finished.TrySetResult();
            }
        }

        if (_started.TrySetException(reason))
        {
            // Observed here: a holder that was cancelled never looks.
            _ = _started.Task.Exception;
        }
    }

    private bool Enter()
    {
        lock (_gate)
        {
            if (_failure is not null && _remaining > 0)
            {
                throw new ImapProtocolException(_failure.Message, _failure);
            }

            ObjectDisposedException.ThrowIf(_released && _remaining > 0, this);
            if (_reading)
            {
                throw new InvalidOperationException("A body is read by one reader at a time.");
            }

            _reading = _remaining > 0;
            return _reading;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _reading = false;
            if (_remaining == 0 || _released || _failure is not null)
            {
                _finished.TrySetResult();
            }
        }
    }

    private async ValueTask<ReadOnlySequence<byte>> NextAsync(CancellationToken ct)
    {
        var pipe = _pipe!;
        UnreadSince = 0;
        if (_pending is not null || !pipe.TryRead(out var result))
        {
            // The token ends the wait, never the read of the socket: a read cut short could cost the stream its place.
            _pending ??= pipe.ReadAsync(CancellationToken.None).AsTask();
            try
            {
                result = await _pending.WaitAsync(ct).ConfigureAwait(false);
            }
            catch (Exception e) when (_pending.IsFaulted)
            {
                _failure ??= e;
                throw new ImapProtocolException("The connection broke inside a literal.", e);
            }

            _pending = null;
        }

        _connection?.Touch();
        UnreadSince = _connection?.Now ?? 0;
        if (result.Buffer.IsEmpty && result.IsCompleted)
        {
            pipe.AdvanceTo(result.Buffer.End);
            _failure ??= new ImapProtocolException("The server closed the connection in the middle of a literal.");
            throw _failure;
        }

        return result.Buffer.Slice(0, Math.Min(_remaining, result.Buffer.Length));
    }
}
