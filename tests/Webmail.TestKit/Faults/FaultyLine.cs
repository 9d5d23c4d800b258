using System.Net.Sockets;
using System.Threading.Channels;

namespace Webmail.TestKit.Faults;

/// <summary>How one direction of a connection came to its end.</summary>
internal enum LineEnd
{
    /// <summary>One of the two ends closed it, or the other direction ended.</summary>
    Closed,
    Cut,
    Reset,
}

/// <summary>One direction of a connection through the proxy: what is read goes out again after its delay, in order.</summary>
internal sealed class FaultyLine(FaultyStream from, NetworkStream to, ConnectionFaults faults, OctetBudget left, TimeProvider time)
{
    /// <summary>Pieces on their way. With a delay of 50 ms this is far beyond what tests send.</summary>
    private const int PiecesUnderway = 4096;

    private readonly Random _random = new(faults.Seed);

    /// <summary>Called after each piece that passed.</summary>
    public Action? Passed { get; init; }

    /// <summary>What is read goes nowhere.</summary>
    public bool Swallows { get; set; }

    public async Task<LineEnd> RunAsync(CancellationToken ct)
    {
        var pieces = Channel.CreateBounded<(byte[] Octets, long Due)>(new BoundedChannelOptions(PiecesUnderway) { SingleReader = true, SingleWriter = true });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sending = SendAsync(pieces.Reader, over);
        var end = await ReadAsync(pieces.Writer, over.Token);
        pieces.Writer.Complete();
        await sending;
        return end;
    }

    private async Task<LineEnd> ReadAsync(ChannelWriter<(byte[] Octets, long Due)> pieces, CancellationToken ct)
    {
        var buffer = new byte[8192];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, ct)) > 0)
            {
                if (!Swallows) await pieces.WriteAsync((buffer[..left.Take(read)], Due()), ct);
                if (left.IsSpent) return LineEnd.Reset;
            }

            return from.WasCut ? LineEnd.Cut : LineEnd.Closed;
        }
        catch (LineResetException)
        {
            return LineEnd.Reset;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            return LineEnd.Closed;
        }
    }

    private async Task SendAsync(ChannelReader<(byte[] Octets, long Due)> pieces, CancellationTokenSource over)
    {
        try
        {
            await foreach (var (octets, due) in pieces.ReadAllAsync(CancellationToken.None))
            {
                var wait = time.GetElapsedTime(time.GetTimestamp(), due);
                if (wait > TimeSpan.Zero) await Task.Delay(wait, time, over.Token);
                if (octets.Length > 0) await to.WriteAsync(octets, over.Token);
                Passed?.Invoke();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The other end went, or everything ends: nobody reads on either.
            await over.CancelAsync();
        }
    }

    private long Due()
    {
        var delay = faults.Latency + (_random.NextDouble() * faults.Jitter);
        return time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
    }
}
