using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>
/// A body as the server sends it, read straight from the connection: at most one socket buffer is held, and while it is not
/// read nothing else moves on the connection. Read it to its end or dispose it; left early, up to
/// <see cref="ImapLimits.DrainBytes"/> are read away, beyond that the connection is closed.
/// </summary>
public sealed class ImapBodyStream : Stream
{
    private readonly LiteralLease? _lease;
    private readonly Task _confirmed;
    private ReadOnlyMemory<byte> _memory;

    internal ImapBodyStream(ReadOnlyMemory<byte> memory, bool isDecoded)
    {
        (_memory, _confirmed, TotalLength, IsDecoded) = (memory, Task.CompletedTask, memory.Length, isDecoded);
    }

    internal ImapBodyStream(LiteralLease lease, Task confirmed, bool isDecoded)
    {
        (_lease, _confirmed, TotalLength, IsDecoded) = (lease, confirmed, lease.Length, isDecoded);
    }

    /// <summary>Octets in all, known before the first is read.</summary>
    public long TotalLength { get; }

    /// <summary>True when the server undid the transfer encoding; false: the octets are as in the message.</summary>
    public bool IsDecoded { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => TotalLength;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>0 at the end, and only when the server has confirmed that these octets were the message asked for.</summary>
    /// <exception cref="ImapProtocolException">The connection broke before the end.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_lease is null)
        {
            var size = Math.Min(buffer.Length, _memory.Length);
            _memory[..size].CopyTo(buffer);
            _memory = _memory[size..];
            return size;
        }

        var read = await _lease.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && !buffer.IsEmpty)
        {
            await _confirmed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return read;
    }

    /// <summary>Writes the rest to <paramref name="destination"/> without a buffer of its own.</summary>
    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        if (_lease is null)
        {
            await destination.WriteAsync(_memory, cancellationToken).ConfigureAwait(false);
            _memory = default;
            return;
        }

        await _lease.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        await _confirmed.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Asynchronous only.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _lease?.Release();
        base.Dispose(disposing);
    }
}
