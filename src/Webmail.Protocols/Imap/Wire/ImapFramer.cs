using System.Buffers;
using System.IO.Pipelines;

namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// Cuts the server's octets into <see cref="ImapFrame"/>s. Linear in its input however it is split, holds at most
/// <see cref="ImapLimits.FrameBytes"/>, and holds nothing at all between two frames.
/// </summary>
/// <remarks>Not thread safe: one reader loop owns it. While a lease streams a literal, the lease owns the pipe.</remarks>
internal sealed partial class ImapFramer(PipeReader pipe, ImapLimits limits, ILiteralRouter router)
{
    /// <summary>An unfinished frame above this leaves the pipe's small segments for one contiguous buffer.</summary>
    private const int MoveAside = 64 * 1024;

    /// <summary>Of a response before a big literal this much decides whose it is.</summary>
    private const int RouterSees = 4 * 1024;

    /// <summary>Longest array that is borrowed from the shared pool.</summary>
    private const int LargestPooled = 1024 * 1024;

    // The frame being read is _held (already off the pipe) followed by the pipe's buffer; all offsets count from its start.
    private byte[]? _held;
    private int _heldLength;
    private long _scanned;
    private long _lineStart;
    private long _drained;
    private LiteralPlan _plan;
    private List<DetachedLiteral>? _detached;
    private SequencePosition? _given;

    /// <summary>Called when octets arrive, so that a deadline can be told that the server lives.</summary>
    public Action? Activity { get; init; }

    /// <summary>True when octets beyond the last frame had arrived with it: what STARTTLS does not forgive.</summary>
    public bool MoreWasBuffered { get; private set; }

    /// <summary>Reads the next response. The frame's memory is valid until the next call. Null: the server closed between two responses.</summary>
    /// <exception cref="FramingException">A limit is passed, or the stream ends inside a response.</exception>
    public async ValueTask<ImapFrame?> ReadAsync(CancellationToken ct)
    {
        Forget();
        while (true)
        {
            if (!pipe.TryRead(out var result))
            {
                router.Pause();
                result = await pipe.ReadAsync(ct).ConfigureAwait(false);
                Activity?.Invoke();
            }

            var buffer = result.Buffer;
            if (TryScan(buffer, out var literal))
            {
                if (literal < 0)
                {
                    return Complete(buffer);
                }

                router.Pause();
                await DetachAsync(buffer, literal, ct).ConfigureAwait(false);
            }
            else if (result.IsCompleted)
            {
                pipe.AdvanceTo(buffer.End);
                return _heldLength == 0 && buffer.IsEmpty
                    ? null
                    : throw new FramingException("The server closed the connection in the middle of a response.");
            }
            else if (_heldLength + buffer.Length > limits.FrameBytes)
            {
                pipe.AdvanceTo(buffer.End);
                throw TooLong();
            }
            else if (buffer.Length > MoveAside)
            {
                Hold(buffer);
                pipe.AdvanceTo(buffer.End);
            }
            else
            {
                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }

    /// <summary>Lets go of the last frame and of everything pooled for it.</summary>
    public void Forget()
    {
        if (_given is { } end)
        {
            pipe.AdvanceTo(end);
        }

        if (_held is not null)
        {
            GiveBack(_held);
            _held = null;
        }

        (_heldLength, _scanned, _lineStart, _drained, _detached, _given) = (0, 0, 0, 0, null, null);
        (_open, _strayEnds) = (-1, 0);
    }

    private ImapFrame Complete(in ReadOnlySequence<byte> buffer)
    {
        // _scanned stands after the CRLF.
        var inPipe = _scanned - _heldLength;
        MoreWasBuffered = buffer.Length > inPipe;
        if (_heldLength == 0 && buffer.FirstSpan.Length >= inPipe)
        {
            _given = buffer.GetPosition(inPipe);
            return new ImapFrame(buffer.First[..(int)(inPipe - 2)]);
        }

        Hold(buffer.Slice(0, inPipe));
        pipe.AdvanceTo(buffer.GetPosition(inPipe));
        return new ImapFrame(_held.AsMemory(0, _heldLength - 2), _detached ?? (IReadOnlyList<DetachedLiteral>)[]);
    }

    private void Hold(in ReadOnlySequence<byte> more)
    {
        var length = _heldLength + (int)more.Length;
        if (_held is null || _held.Length < length)
        {
            var bigger = Take(Math.Max(length, Math.Min(2 * _heldLength, limits.FrameBytes)));
            if (_held is not null)
            {
                _held.AsSpan(0, _heldLength).CopyTo(bigger);
                GiveBack(_held);
            }

            _held = bigger;
        }

        more.CopyTo(_held.AsSpan(_heldLength));
        _heldLength = length;
    }

    // The pool keeps what it is given: one server's giant frame would stay in memory, in every size it grew through.
    private static byte[] Take(int length) =>
        length > LargestPooled ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);

    private static void GiveBack(byte[] array)
    {
        if (array.Length <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    // The text before the literal is held, the content goes to its lease or away, the text after it follows directly.
    private async ValueTask DetachAsync(ReadOnlySequence<byte> buffer, long length, CancellationToken ct)
    {
        var end = _scanned - _heldLength;
        Hold(buffer.Slice(0, end));
        pipe.AdvanceTo(buffer.GetPosition(end));
        var outcome = LiteralOutcome.Drained;
        var head = Array.Empty<byte>();
        var left = length;
        if (_plan.Lease is { } lease)
        {
            outcome = LiteralOutcome.Streamed;
            left = await lease.RunAsync(pipe, length).ConfigureAwait(false);
        }
        else
        {
            head = new byte[Math.Min(length, limits.DrainedHeadBytes)];
        }

        await DrainAsync(left, head, ct).ConfigureAwait(false);
        (_detached ??= []).Add(new DetachedLiteral(_heldLength, length, outcome, head));
    }

    private async ValueTask DrainAsync(long left, byte[] head, CancellationToken ct)
    {
        if (left > limits.DrainBytes - _drained)
        {
            throw new FramingException($"A literal of {left} octets nobody reads is more than the {limits.DrainBytes} worth draining in one response.");
        }

        _drained += left;
        var kept = 0;
        while (left > 0)
        {
            var result = await pipe.ReadAsync(ct).ConfigureAwait(false);
            Activity?.Invoke();
            var buffer = result.Buffer.Slice(0, Math.Min(left, result.Buffer.Length));
            var keep = (int)Math.Min(head.Length - kept, buffer.Length);
            buffer.Slice(0, keep).CopyTo(head.AsSpan(kept));
            kept += keep;
            left -= buffer.Length;
            pipe.AdvanceTo(buffer.End);
            if (left > 0 && result.IsCompleted)
            {
                throw new FramingException("The server closed the connection in the middle of a literal.");
            }
        }
    }

    // True: a frame is complete (literal -1) or a literal of that many octets must be detached at _scanned.
    private bool TryScan(in ReadOnlySequence<byte> buffer, out long literal)
    {
        literal = -1;
        Doubt(buffer);
        while (TryFindLineEnd(buffer, out var lineFeed))
        {
            lineFeed = EarlierEnd(buffer, lineFeed);
            var afterLine = lineFeed + 1;
            if (!IsLiteral(buffer, lineFeed - 1, out var length))
            {
                _scanned = afterLine;
                return true;
            }

            _scanned = _lineStart = afterLine;
            if (!IsInline(buffer, length))
            {
                literal = length;
                return true;
            }

            _open = afterLine;
            _scanned = _lineStart = afterLine + length;
            Doubt(buffer);
        }

        return false;
    }

    private bool TryFindLineEnd(in ReadOnlySequence<byte> buffer, out long lineFeed)
    {
        var end = _heldLength + buffer.Length;
        while (_scanned < end)
        {
            // What is held was scanned before it was moved.
            var from = Math.Max(_scanned, _heldLength);
            var found = IndexOfLineFeed(buffer.Slice(from - _heldLength));
            if (found < 0)
            {
                _scanned = end;
                break;
            }

            lineFeed = from + found;
            if (lineFeed > _lineStart && (ByteAt(buffer, lineFeed - 1) == (byte)'\r' || EndsWithoutReturn(buffer, lineFeed)))
            {
                return true;
            }

            if (lineFeed + 2 >= end && lineFeed >= _heldLength && _strayEnds < StrayEndsMost)
            {
                // What follows will tell.
                _scanned = lineFeed;
                return false;
            }

            _scanned = lineFeed + 1;
        }

        lineFeed = 0;
        return false;
    }

    private static long IndexOfLineFeed(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsSingleSegment)
        {
            return buffer.FirstSpan.IndexOf((byte)'\n');
        }

        var reader = new SequenceReader<byte>(buffer);
        return reader.TryAdvanceTo((byte)'\n', advancePastDelimiter: false) ? reader.Consumed : -1;
    }

    private byte ByteAt(in ReadOnlySequence<byte> buffer, long offset) =>
        offset < _heldLength ? _held![offset] : buffer.Slice(offset - _heldLength, 1).FirstSpan[0];

    private bool IsLiteral(in ReadOnlySequence<byte> buffer, long carriageReturn, out long length)
    {
        length = 0;
        if (carriageReturn == _lineStart || ByteAt(buffer, carriageReturn - 1) != (byte)'}')
        {
            return false;
        }

        Span<byte> tail = stackalloc byte[LiteralHeader.MaxLength];
        var size = (int)Math.Min(tail.Length, carriageReturn - _lineStart);
        Copy(buffer, carriageReturn - size, tail[..size]);
        return LiteralHeader.TryParse(tail[..size], out length) && !IsProse(buffer, carriageReturn);
    }

    private bool IsProse(in ReadOnlySequence<byte> buffer, long lineEnd)
    {
        if (_lineStart > 0)
        {
            return false;
        }

        var line = new byte[lineEnd];
        Copy(buffer, 0, line);
        return StatusLine.EndsInText(line);
    }

    private bool IsInline(in ReadOnlySequence<byte> buffer, long length)
    {
        var fits = _scanned + length <= limits.FrameBytes;
        if (length <= limits.InlineLiteralBytes)
        {
            return fits ? true : throw TooLong();
        }

        var tail = new byte[Math.Min(_scanned, RouterSees)];
        Copy(buffer, _scanned - tail.Length, tail);
        _plan = router.Plan(tail, length);
        return fits && _plan.Inline;
    }

    private FramingException TooLong() => new($"A response is longer than {limits.FrameBytes} octets.");

    private void Copy(in ReadOnlySequence<byte> buffer, long offset, Span<byte> target)
    {
        var held = (int)Math.Clamp(_heldLength - offset, 0, target.Length);
        if (held > 0)
        {
            _held.AsSpan((int)offset, held).CopyTo(target);
        }

        if (held < target.Length)
        {
            buffer.Slice(Math.Max(0, offset - _heldLength), target.Length - held).CopyTo(target[held..]);
        }
    }
}
