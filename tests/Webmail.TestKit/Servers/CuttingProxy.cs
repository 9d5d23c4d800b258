using System.Net;
using System.Net.Sockets;

namespace Webmail.TestKit.Servers;

/// <summary>Stands before a real server and cuts connections after some octets, without a farewell, as bad networks do.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Func<long?> _budget;
    private readonly Task _accepting;
    private readonly List<Task> _running = [];
    private int _cuts;

    /// <param name="target">The server's port on loopback.</param>
    /// <param name="budget">Octets, both ways together, that the next connection lives for; null: it is not cut.</param>
    public CuttingProxy(int target, Func<long?> budget)
    {
        _target = target;
        _budget = budget;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Called after each piece that passed, either way: a place where everything may end.</summary>
    public Action? Passed { get; init; }

    /// <summary>Connections that were cut so far.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] running;
        lock (_running) running = [.. _running];
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_running) _running.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                var left = new Budget(_budget());
                var ways = new[] { CopyAsync(client.GetStream(), server.GetStream(), left, over), CopyAsync(server.GetStream(), client.GetStream(), left, over) };
                await Task.WhenAny(ways);
                await over.CancelAsync();
                await Task.WhenAll(ways);
                if (!left.IsSpent) return;
                Interlocked.Increment(ref _cuts);
                client.LingerState = new LingerOption(enable: true, 0); // a reset, not a close
                server.LingerState = new LingerOption(enable: true, 0);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // One side went; the other goes with it.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Budget left, CancellationTokenSource over)
    {
        var buffer = new byte[8192];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, over.Token)) > 0)
            {
                var passing = left.Take(read);
                if (passing > 0) await to.WriteAsync(buffer.AsMemory(0, passing), over.Token);
                Passed?.Invoke();
                if (left.IsSpent) return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // As above.
        }
    }

    private sealed class Budget(long? octets)
    {
        private readonly Lock _lock = new();
        private long? _left = octets;

        public bool IsSpent
        {
            get
            {
                lock (_lock) return _left is <= 0;
            }
        }

        public int Take(int wanted)
        {
            lock (_lock)
            {
                if (_left is not { } left) return wanted;
                var taken = (int)Math.Min(wanted, Math.Max(0, left));
                _left = left - taken;
                return taken;
            }
        }
    }
}
