using System.Text;
using Webmail.Mail.Compose;

namespace Webmail.Mail.Outbox;

/// <summary>Fills a <see cref="ChunkStore"/>; one piece is in memory at a time.</summary>
internal sealed class ChunkWriter(ChunkStore chunks, Guid owner) : Stream
{
    private readonly byte[] _piece = new byte[ComposeLimits.ChunkBytes];
    private long _stored;
    private int _held;

    /// <summary>True once an octet above 127 was written.</summary>
    public bool IsEightBit { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _stored + _held;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        IsEightBit = IsEightBit || !Ascii.IsValid(buffer.Span);
        while (!buffer.IsEmpty)
        {
            var taken = Math.Min(buffer.Length, _piece.Length - _held);
            buffer[..taken].CopyTo(_piece.AsMemory(_held));
            buffer = buffer[taken..];
            _held += taken;
            if (_held == _piece.Length) await StoreAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Stores the last piece.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        if (_held > 0) await StoreAsync(ct);
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task StoreAsync(CancellationToken ct)
    {
        await chunks.AddAsync(owner, _stored, _piece.AsMemory(0, _held), ct);
        _stored += _held;
        _held = 0;
    }
}
