using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// Both directions of a connection as DEFLATE (RFC 4978). How much a server can make of few octets is bounded. What we send goes in stored blocks
/// (RFC 1951 section 3.2.4): commands are short, attachments are base64 of what is compressed already, and zlib's tables would cost 260 KB a connection.
/// </summary>
internal sealed class DeflatedStream : Stream
{
    /// <summary>What a stored block holds at most.</summary>
    private const int BlockOctets = ushort.MaxValue;

    private const int BlockHeader = 5;

    private readonly Stream _inner;
    private readonly Received _received;
    private readonly DeflateStream _inflater;
    private readonly ImapLimits _limits;
    private long _inflated;

    /// <param name="inner">The connection; disposed with this.</param>
    /// <param name="early">What was read from it already.</param>
    /// <param name="limits">How much it may grow.</param>
    public DeflatedStream(Stream inner, ReadOnlyMemory<byte> early, ImapLimits limits)
    {
        (_inner, _limits, _received) = (inner, limits, new Received(inner, early));
        _inflater = new DeflateStream(_received, CompressionMode.Decompress, leaveOpen: true);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await _inflater.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw new FramingException("What the server compressed cannot be read: " + e.Message);
        }

        _inflated += read;
        if (_inflated > _limits.InflationFree + (_received.Octets * _limits.InflationRatio))
        {
            throw new FramingException($"What the server compressed grows to more than {_limits.InflationRatio} times its size.");
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var block = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length, BlockOctets) + BlockHeader);
        try
        {
            while (!buffer.IsEmpty)
            {
                var length = Math.Min(buffer.Length, BlockOctets);
                block[0] = 0; // not the last block; stored; up to the next whole octet
                BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(1), (ushort)length);
                BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(3), (ushort)~length);
                buffer.Span[..length].CopyTo(block.AsSpan(BlockHeader));
                await _inner.WriteAsync(block.AsMemory(0, BlockHeader + length), cancellationToken).ConfigureAwait(false);
                buffer = buffer[length..];
            }
        }
        finally
        {
            // It may have held a password.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only written asynchronously.");

    public override void Flush() => throw new NotSupportedException("Only written asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // The socket alone: ending the deflater would write its last block, and who disposes does not wait.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The compressed octets as they come, counted; first those that were read before.</summary>
    private sealed class Received(Stream inner, ReadOnlyMemory<byte> early) : Stream
    {
        private ReadOnlyMemory<byte> _early = early;

        public long Octets { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read;
            if (_early.IsEmpty)
            {
                read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                read = Math.Min(buffer.Length, _early.Length);
                _early[..read].CopyTo(buffer);
                _early = _early[read..];
            }

            Octets += read;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only read asynchronously.");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
