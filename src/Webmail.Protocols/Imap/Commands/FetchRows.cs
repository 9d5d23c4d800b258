using System.Threading.Channels;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>
/// A FETCH in conversation: rows flow to one reader, who may be slower than the server. Then the socket is not read, unless
/// other commands wait behind this one: a reader who asks something else in the middle must not wait for itself.
/// </summary>
internal sealed class FetchRows : ImapCommand
{
    private readonly FetchItems _items;
    private readonly Func<FetchRow, bool> _names;
    private readonly ImapLimits _limits;
    private readonly bool _collectsVanished;
    private readonly Channel<FetchRow> _rows = Channel.CreateUnbounded<FetchRow>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly HashSet<uint>? _told;
    private TaskCompletionSource? _room;
    private int _ahead;
    private int _mayBeAhead;
    private long _bytesAhead;
    private long _mayBeBytesAhead;

    /// <summary>Commands for more messages than this do not remember which were told; two of them for the same messages at once are not sent.</summary>
    private const int MaxTold = 1_000;

    /// <param name="messages">How many messages are asked for; null when the server alone knows.</param>
    public FetchRows(ImapRequest request, string name, FetchItems items, Func<FetchRow, bool> names, ImapLimits limits, bool collectsVanished, long? messages = null)
        : base(request, name)
    {
        _told = messages <= MaxTold ? [] : null;
        (_items, _names, _limits, _collectsVanished) = (items, names, limits, collectsVanished);
        (_mayBeAhead, _mayBeBytesAhead) = (limits.RowsAhead, limits.RowBytesAhead);
        Gathers = false;
    }

    private bool HasRoom =>
        IsAbandoned || (Volatile.Read(ref _ahead) < Volatile.Read(ref _mayBeAhead) && Volatile.Read(ref _bytesAhead) < Volatile.Read(ref _mayBeBytesAhead));

    /// <summary>The rows as they come; ends with the tagged answer, or throws what <see cref="ImapCommand.Fail"/> was told.</summary>
    public async IAsyncEnumerable<FetchRow> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        while (await _rows.Reader.WaitToReadAsync(ct).ConfigureAwait(false))
        {
            while (_rows.Reader.TryRead(out var row))
            {
                var bytes = Interlocked.Add(ref _bytesAhead, -row.Bytes);
                if (Interlocked.Decrement(ref _ahead) <= _limits.RowsAhead / 2 && bytes <= _limits.RowBytesAhead / 2 && Volatile.Read(ref _room) is not null)
                {
                    Interlocked.Exchange(ref _room, null)?.TrySetResult();
                }

                yield return row;
            }
        }
    }

    /// <summary>
    /// Servers may answer the next of several commands before they end this one (Dovecot puts the ends off): a row goes to the command that asked for just this,
    /// and once for each message.
    /// </summary>
    public override bool Claims(UntaggedResponse response) =>
        response is FetchReply { Row: var row } && _names(row) && _items.IsExactly(row) && !(_told?.Contains(Key(row)) ?? false);

    public override bool Accept(UntaggedResponse response)
    {
        if (response is VanishedReply { Earlier: true } && _collectsVanished)
        {
            // Not ours to keep: it becomes an event.
            return false;
        }

        if (response is not FetchReply { Row: var row } || !_names(row) || !_items.IsAnswered(row))
        {
            return false;
        }

        if (_items.IsExactly(row))
        {
            _told?.Add(Key(row));
        }

        if (!IsAbandoned)
        {
            Interlocked.Increment(ref _ahead);
            Interlocked.Add(ref _bytesAhead, row.Bytes);
            _rows.Writer.TryWrite(row);
        }

        return true;
    }

    // With UIDONLY there is no sequence number (RFC 9586).
    private static uint Key(FetchRow row) => row.SequenceNumber > 0 ? row.SequenceNumber : row.Uid?.Value ?? 0;

    // A section that was asked for by itself is kept whole, within its own limit; anything else that big is nobody's.
    public override LiteralPlan? Plan(ReadOnlySpan<byte> frame, long length) =>
        _items.Sections.Count > 0 && length <= _limits.SectionBytes && frame.LastIndexOf("BODY["u8) >= 0 ? LiteralPlan.Keep : null;

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
        base.Complete(response);
        _rows.Writer.TryComplete();
    }

    public override void Fail(Exception reason)
    {
        base.Fail(reason);
        _rows.Writer.TryComplete();
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    public override void Abandon()
    {
        base.Abandon();
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }
}
