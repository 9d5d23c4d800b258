namespace Webmail.Protocols.Imap.Wire;

/// <summary>Streams one after the other, so many octets of each. Only read forward; disposes none of them.</summary>
internal sealed class JoinedStream(IReadOnlyList<(Stream Content, long Length)> pieces) : Stream
{
    private int _piece;
    private long _taken;

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
        while (_piece < pieces.Count)
        {
            var (content, length) = pieces[_piece];
            if (_taken == length)
            {
                (_piece, _taken) = (_piece + 1, 0);
                continue;
            }

            var read = await content.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - _taken)], cancellationToken).ConfigureAwait(false);
            _taken += read;
            return read;
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
