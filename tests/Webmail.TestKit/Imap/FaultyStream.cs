namespace Webmail.TestKit.Imap;

/// <summary>A client's stream whose reads go wrong as <see cref="ImapFaults"/> says. Writes are passed on.</summary>
public sealed class FaultyStream(Stream inner, ImapFaults faults) : Stream
{
    private readonly CancellationTokenSource _disposed = new();
    private long _read;

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
        if (faults.CutAfter is { } cut && _read >= cut)
        {
            return 0;
        }

        if (faults.StallAfter is { } stall && _read >= stall)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
            await Task.Delay(Timeout.Infinite, either.Token);
        }

        var most = Math.Min(faults.OctetsPerRead ?? int.MaxValue, (faults.CutAfter ?? faults.StallAfter ?? long.MaxValue) - _read);
        using var dying = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, most)], dying.Token);
        _read += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        _disposed.Cancel();
        inner.Dispose();
        base.Dispose(disposing);
    }
}
