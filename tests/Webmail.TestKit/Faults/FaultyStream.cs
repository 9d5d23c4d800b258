using Webmail.TestKit.Streams;

namespace Webmail.TestKit.Faults;

/// <summary>A stream whose reads go wrong as <see cref="LineFaults"/> says. Writes are passed on.</summary>
public sealed class FaultyStream(Stream inner, LineFaults faults, TimeProvider? time = null) : NetworkLikeStream
{
    private readonly CancellationTokenSource _disposed = new();
    private byte[]? _again;
    private long _read;

    /// <summary>It ended because it was to be cut.</summary>
    public bool WasCut => _read >= faults.CutAfter;

    /// <summary>Called once, when the line goes silent.</summary>
    public Action? Silenced { get; init; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var dying = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        if (_again is { } again && buffer.Length >= again.Length)
        {
            _again = null;
            again.CopyTo(buffer);
            return again.Length;
        }

        if (_read >= faults.CutAfter)
        {
            return 0;
        }

        if (_read >= faults.ResetAfter)
        {
            throw new LineResetException();
        }

        if (_read >= faults.SilentAfter)
        {
            Silenced?.Invoke();
            await Task.Delay(Timeout.Infinite, dying.Token);
        }

        if (faults.Pause > TimeSpan.Zero && !buffer.IsEmpty)
        {
            await Task.Delay(faults.Pause, time ?? TimeProvider.System, dying.Token);
        }

        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, UntilNextPlace())], dying.Token);
        Spoil(buffer.Span[..read]);
        _read += read;
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        _disposed.Cancel();
        inner.Dispose();
        base.Dispose(disposing);
    }

    // One read never passes a place where something is to happen.
    private long UntilNextPlace()
    {
        long most = faults.OctetsPerRead ?? int.MaxValue;
        foreach (var place in (long?[])[faults.CutAfter, faults.ResetAfter, faults.SilentAfter, faults.Duplicate?.At, faults.Duplicate?.At + faults.Duplicate?.Count])
        {
            if (place > _read)
            {
                most = Math.Min(most, place.Value - _read);
            }
        }

        return most;
    }

    private void Spoil(Span<byte> read)
    {
        if (faults.Corrupt is { } corrupt && corrupt.At >= _read && corrupt.At < _read + read.Length)
        {
            read[(int)(corrupt.At - _read)] = corrupt.Octet;
        }

        if (faults.Duplicate is { } twice && twice.At == _read && read.Length > 0)
        {
            _again = read.ToArray();
        }
    }
}
