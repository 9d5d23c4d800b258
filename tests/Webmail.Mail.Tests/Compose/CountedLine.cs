using System.Net;
using System.Net.Sockets;

namespace Webmail.Mail.Tests.Compose;

/// <summary>A port that leads to another and counts the octets each way.</summary>
internal sealed class CountedLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _lines = [];
    private readonly Task _accepting;
    private long _up;
    private long _down;

    public CountedLine(int target)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(target);
    }

    public int Port { get; }

    /// <summary>Octets to the server so far.</summary>
    public long Up => Interlocked.Read(ref _up);

    /// <summary>Octets from the server so far.</summary>
    public long Down => Interlocked.Read(ref _down);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] lines;
        lock (_lines) lines = [.. _lines];
        await Task.WhenAll(lines);
        _stop.Dispose();
    }

    private async Task AcceptAsync(int target)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_lines) _lines.Add(ServeAsync(client, target));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client, int target)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, _stop.Token);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                Task[] ways =
                [
                    CopyAsync(client.GetStream(), server.GetStream(), read => Interlocked.Add(ref _up, read), over.Token),
                    CopyAsync(server.GetStream(), client.GetStream(), read => Interlocked.Add(ref _down, read), over.Token),
                ];
                await Task.WhenAny(ways);
                await over.CancelAsync();
                await Task.WhenAll(ways);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
            {
                // One of the ends left.
            }
        }
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int> count, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, ct)) > 0)
            {
                count(read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One of the ends left.
        }
    }
}
