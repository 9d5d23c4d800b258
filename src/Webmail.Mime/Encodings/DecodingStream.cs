using System.Buffers;

namespace Webmail.Mime.Encodings;

/// <summary>Pulls encoded bytes from a stream and gives decoded ones. Memory: one pooled block, however large the body.</summary>
internal sealed class DecodingStream(Stream inner, TransferDecoder decoder) : Stream
{
    private const int BlockSize = 32 * 1024;
    private byte[]? _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private byte[]? _small;
    private int _smallStart, _smallEnd;
    private int _start, _end;
    private bool _ended, _flushed, _waiting;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (TryTake(buffer, out var written)) return written;
            Filled(inner.Read(Block, 0, BlockSize));
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryTake(buffer.Span, out var written)) return written;
            Filled(await inner.ReadAsync(Block.AsMemory(0, BlockSize), cancellationToken));
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _block is { } block)
        {
            _block = null;
            ArrayPool<byte>.Shared.Return(block);
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_block is { } block)
        {
            _block = null;
            ArrayPool<byte>.Shared.Return(block);
            await inner.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private byte[] Block => _block ?? throw new ObjectDisposedException(nameof(DecodingStream));

    private void Filled(int count)
    {
        _start = 0;
        _end = count;
        _ended = count == 0;
    }

    /// <summary>False: the block is used up and more input is needed. True with 0: the end (or an empty buffer).</summary>
    private bool TryTake(Span<byte> buffer, out int written)
    {
        var block = Block;
        written = 0;
        if (buffer.IsEmpty) return true;
        while (true)
        {
            if (_smallStart < _smallEnd)
            {
                written = Math.Min(buffer.Length, _smallEnd - _smallStart);
                _small.AsSpan(_smallStart, written).CopyTo(buffer);
                _smallStart += written;
                return true;
            }

            if (_flushed) return true;
            if (_start == _end && !_ended && !_waiting) return false;
            if (buffer.Length >= TransferDecoder.MinDestination)
            {
                Step(block, buffer, out written);
                if (written > 0) return true;
            }
            else
            {
                // A caller that asks for a few bytes at a time gets them from a block of our own, so that decoders may write whole quanta.
                _small ??= new byte[TransferDecoder.MinDestination];
                Step(block, _small, out _smallEnd);
                _smallStart = 0;
            }
        }
    }

    private void Step(byte[] block, Span<byte> destination, out int written)
    {
        var done = decoder.Decode(block.AsSpan(_start, _end - _start), destination, _ended, out var consumed, out written);
        _start += consumed;
        _waiting = !done;
        _flushed = done && _ended;
    }
}
