using System.Net;
using System.Net.Sockets;

namespace Webmail.TestKit.Faults;

/// <summary>Stands before a server on loopback and makes a bad network of the way to it: each connection goes wrong as it is told.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Func<ConnectionFaults> _faults;
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private readonly List<Task> _running = [];
    private readonly HashSet<TcpClient> _present = [];
    private int _cuts;

    /// <param name="target">The server's port on loopback.</param>
    /// <param name="faults">Asked for each connection.</param>
    /// <param name="time">The clock of delays; null: the system's.</param>
    public FaultProxy(int target, Func<ConnectionFaults> faults, TimeProvider? time = null)
    {
        _target = target;
        _faults = faults;
        _time = time ?? TimeProvider.System;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Called after each piece that passed, either way: a place where everything may end.</summary>
    public Action? Passed { get; init; }

    /// <summary>Connections that were cut or reset so far.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Resets every connection that is there now; those that come later are not touched.</summary>
    public void ResetAll()
    {
        TcpClient[] present;
        lock (_present) present = [.. _present];
        foreach (var end in present) Reset(end);
        Interlocked.Add(ref _cuts, present.Length / 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        ResetAll();
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
        var faults = _faults();
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                lock (_present) _present.UnionWith([client, server]);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                var left = new OctetBudget(faults.ResetAfter);
                var (down, up) = Lines(client, server, faults, left);
                var ways = new[] { down.RunAsync(over.Token), up.RunAsync(over.Token) };
                await Task.WhenAny(ways);
                await over.CancelAsync();
                var ends = await Task.WhenAll(ways);
                if (left.IsSpent || ends.Contains(LineEnd.Reset))
                {
                    Reset(client);
                    Reset(server);
                    Interlocked.Increment(ref _cuts);
                }
                else if (ends.Contains(LineEnd.Cut))
                {
                    Interlocked.Increment(ref _cuts);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or InvalidOperationException)
            {
                // The server is not there, or the line was cut before its first octet (a socket without a peer has no stream): the client finds out.
            }
            finally
            {
                lock (_present) _present.ExceptWith([client, server]);
            }
        }
    }

    // The socket itself: a stream that is disposed says goodbye first.
    private static void Reset(TcpClient end)
    {
        try
        {
            // None any more when it is disposed.
            if (end.Client is not { } socket) return;
            socket.LingerState = new LingerOption(enable: true, 0);
            socket.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }
    }

    private (FaultyLine Down, FaultyLine Up) Lines(TcpClient client, TcpClient server, ConnectionFaults faults, OctetBudget left)
    {
        FaultyLine? up = null;
        var down = faults.HalfOpenAfter is { } after ? faults.Down with { SilentAfter = after } : faults.Down;
        var fromServer = new FaultyStream(server.GetStream(), down, _time)
        {
            Silenced = () =>
            {
                up!.Swallows |= faults.SwallowsWhenSilent || faults.HalfOpenAfter is not null;
                if (faults.HalfOpenAfter is not null) server.Client.Shutdown(SocketShutdown.Both);
            },
        };
        var (source, sink) = (client.GetStream(), server.GetStream());
        up = new FaultyLine(new FaultyStream(source, faults.Up, _time), sink, faults, left, _time) { Passed = Passed };
        return (new FaultyLine(fromServer, source, faults, left, _time) { Passed = Passed }, up);
    }
}
