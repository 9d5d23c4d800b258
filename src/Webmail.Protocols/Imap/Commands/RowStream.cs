using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>
/// A FETCH in conversation: rows flow to one reader, who may be slower than the server. Then the socket is not read, unless
/// other commands wait behind this one: a reader who asks something else in the middle must not wait for itself.
/// </summary>
/// <remarks>Rows that came in one piece are handed on together: to wake the reader for each costs more than to read it.</remarks>
internal abstract class RowStream<TRow> : ImapCommand
{
    /// <summary>Rows that are handed on together at most: a socket's buffer full of flags holds some three times as many.</summary>
    private const int BatchMost = 128;

    /// <summary>Fewer rows go on in an array of their size: a server that tells one at a time must not make each of them hold a whole batch.</summary>
    private const int FewRows = 32;

    private readonly ImapLimits _limits;
    private readonly Channel<Batch> _batches = Channel.CreateUnbounded<Batch>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private Batch _batch;
    private TaskCompletionSource? _room;
    private int _ahead;
    private int _mayBeAhead;
    private long _bytesAhead;
    private long _mayBeBytesAhead;

    protected RowStream(ImapRequest request, string name, ImapLimits limits)
        : base(request, name)
    {
        _limits = limits;
        (_mayBeAhead, _mayBeBytesAhead) = (limits.RowsAhead, limits.RowBytesAhead);
        Gathers = false;
    }

    private bool HasRoom =>
        IsAbandoned || (Volatile.Read(ref _ahead) < Volatile.Read(ref _mayBeAhead) && Volatile.Read(ref _bytesAhead) < Volatile.Read(ref _mayBeBytesAhead));

    /// <summary>The rows as they come; ends with the tagged answer, or throws what the server answered or why the connection broke.</summary>
    public async IAsyncEnumerable<TRow> RunAsync(ImapConnection connection, [EnumeratorCancellation] CancellationToken ct)
    {
        connection.Start(this);
        try
        {
            while (await _batches.Reader.WaitToReadAsync(ct).ConfigureAwait(false))
            {
                while (_batches.Reader.TryRead(out var batch))
                {
                    try
                    {
                        for (var i = 0; i < batch.Count; i++)
                        {
                            Taken(batch.Rows[i].Bytes);
                            yield return batch.Rows[i].Row;
                        }
                    }
                    finally
                    {
                        batch.GiveBack();
                    }
                }
            }

            await connection.FinishAsync(this, ct).ConfigureAwait(false);
        }
        finally
        {
            connection.Abandon(this);
        }
    }

    public override ValueTask RoomAsync()
    {
        if (HasRoom)
        {
            return ValueTask.CompletedTask;
        }

        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _room, room);

        // The reader may have caught up, gone, or asked for something else in between.
        return HasRoom ? ValueTask.CompletedTask : new ValueTask(room.Task);
    }

    public override void Hurry()
    {
        Volatile.Write(ref _mayBeAhead, _limits.RowsAheadWhileOthersWait);
        Volatile.Write(ref _mayBeBytesAhead, _limits.RowBytesAheadWhileOthersWait);
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    public override void Complete(TaggedResponse response)
    {
        HandOn();
        _batch.GiveBack();
        _batch = default;
        base.Complete(response);
        _batches.Writer.TryComplete();
    }

    public override void Fail(Exception reason)
    {
        base.Fail(reason);
        _batches.Writer.TryComplete();
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    public override void Abandon()
    {
        base.Abandon();
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    public override void HandOn()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        if (_batch.Count < FewRows)
        {
            _batches.Writer.TryWrite(_batch.Few());
            return;
        }

        if (IsAbandoned || !_batches.Writer.TryWrite(_batch))
        {
            _batch.GiveBack();
        }

        _batch = default;
    }

    /// <summary>Reader loop: a row for the reader; nobody gets it when the reader is gone.</summary>
    /// <param name="row">The row.</param>
    /// <param name="bytes">Octets of the response it came in, counted until it is read.</param>
    protected void Tell(TRow row, int bytes)
    {
        if (IsAbandoned)
        {
            return;
        }

        Interlocked.Increment(ref _ahead);
        Interlocked.Add(ref _bytesAhead, bytes);
        _batch.Add(row, bytes);
        if (_batch.Count == BatchMost)
        {
            HandOn();
        }
    }

    private void Taken(int octets)
    {
        var bytes = Interlocked.Add(ref _bytesAhead, -octets);
        if (Interlocked.Decrement(ref _ahead) <= _limits.RowsAhead / 2 && bytes <= _limits.RowBytesAhead / 2 && Volatile.Read(ref _room) is not null)
        {
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
        }
    }

    private struct Batch
    {
        public (TRow Row, int Bytes)[] Rows { get; private set; }

        public int Count { get; private set; }

        private bool IsOwn { get; init; }

        public void Add(TRow row, int bytes)
        {
            Rows ??= ArrayPool<(TRow Row, int Bytes)>.Shared.Rent(BatchMost);
            Rows[Count++] = (row, bytes);
        }

        /// <summary>What is in it, in an array of its own; this one is empty then.</summary>
        public Batch Few()
        {
            var few = new Batch { Rows = Rows.AsSpan(0, Count).ToArray(), Count = Count, IsOwn = true };
            Rows.AsSpan(0, Count).Clear();
            Count = 0;
            return few;
        }

        public readonly void GiveBack()
        {
            if (IsOwn || Rows is null)
            {
                return;
            }

            Rows.AsSpan(0, Count).Clear();
            ArrayPool<(TRow Row, int Bytes)>.Shared.Return(Rows);
        }
    }
}
