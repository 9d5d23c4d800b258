namespace Webmail.Mail.Compose;

/// <summary>Reads the pieces of a <see cref="ChunkStore"/> one after the other.</summary>
/// <param name="start">Where to begin; other than 0 only where all pieces but the last are <see cref="ComposeLimits.ChunkBytes"/> long.</param>
/// <param name="length">Where to end.</param>
internal sealed class StoredStream(ChunkStore store, Guid owner, long length, long start = 0) : Stream
{
    private ReadOnlyMemory<byte> _piece;
    private long _position = start;
    private int _inside = (int)(start % ComposeLimits.ChunkBytes);

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
            var piece = await store.ReadAsync(owner, _position - _inside, cancellationToken) ?? throw new IOException("A stored piece is missing.");
            _piece = piece.AsMemory(Math.Min(_inside, piece.Length));
            _inside = 0;
            if (_piece.IsEmpty) throw new IOException("A stored piece is empty.");
        }

        var taken = (int)Math.Min(Math.Min(buffer.Length, _piece.Length), length - _position);
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
