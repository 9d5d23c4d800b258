namespace Webmail.Mail.Compose;

/// <summary>Reads the pieces of a <see cref="ChunkStore"/> one after the other.</summary>
internal sealed class StoredStream(ChunkStore store, Guid owner, long length) : Stream
{
    private ReadOnlyMemory<byte> _piece;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty) return 0;
        if (_piece.IsEmpty)
        {
            _piece = await store.ReadAsync(owner, _position, cancellationToken) ?? throw new IOException("A stored piece is missing.");
            if (_piece.IsEmpty) throw new IOException("A stored piece is empty.");
        }

        var taken = Math.Min(buffer.Length, _piece.Length);
        _piece[..taken].CopyTo(buffer);
        _piece = _piece[taken..];
        _position += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
