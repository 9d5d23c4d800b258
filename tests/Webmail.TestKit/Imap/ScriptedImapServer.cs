using System.Net;
using System.Net.Sockets;
using Webmail.TestKit.Faults;

namespace Webmail.TestKit.Imap;

/// <summary>
/// A server that says what a test wrote down, in memory or on a loopback port. Each connection runs the script from its start;
/// an error in the script surfaces when the server is disposed.
/// </summary>
public sealed class ScriptedImapServer : IAsyncDisposable
{
    private readonly Func<ScriptedSession, Task> _script;
    private readonly LineFaults _faults;
    private readonly CancellationTokenSource _ended = new();
    private readonly List<Task> _running = [];
    private readonly List<Stream> _streams = [];
    private readonly Lock _gate = new();
    private readonly TcpListener? _listener;
    private readonly Task _accepting = Task.CompletedTask;

    private ScriptedImapServer(Func<ScriptedSession, Task> script, LineFaults faults, TcpListener? listener)
    {
        (_script, _faults, _listener) = (script, faults, listener);
        if (listener is not null)
        {
            listener.Start();
            _accepting = AcceptAsync(listener);
        }
    }

    /// <summary>The port on 127.0.0.1; 0 in memory.</summary>
    public int Port => _listener is null ? 0 : ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    public static ScriptedImapServer InMemory(Func<ScriptedSession, Task> script, LineFaults? faults = null) =>
        new(script, faults ?? LineFaults.None, listener: null);

    public static ScriptedImapServer OnLoopback(Func<ScriptedSession, Task> script) =>
        new(script, LineFaults.None, new TcpListener(IPAddress.Loopback, 0));

    /// <summary>The client's end of a new connection in memory.</summary>
    public Stream Connect()
    {
        var (client, server) = MemoryPipe.Create(_faults);
        Run(server);
        return client;
    }

    /// <summary>Ends every connection and throws what a script threw, unless that only was the client's leaving.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener?.Stop();
        await _accepting;
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
            _streams.ForEach(stream => stream.Dispose());
        }

        await Task.WhenAll(running);
        _ended.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (!_ended.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(_ended.Token);
                client.NoDelay = true;
                Run(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private void Run(Stream stream)
    {
        lock (_gate)
        {
            _streams.Add(stream);
            _running.Add(Task.Run(() => RunAsync(stream)));
        }
    }

    private async Task RunAsync(Stream stream)
    {
        try
        {
            var session = new ScriptedSession(stream, _ended.Token);
            await _script(session);

            // The end of the script is not the end of the connection: a client may still be reading what was said last.
            await session.UntilClosedAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left in the middle: what the test then sees is the test's business.
        }
        catch (InvalidOperationException) when (_ended.IsCancellationRequested)
        {
            // A pipe in memory says so when it is already closed.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }
}
