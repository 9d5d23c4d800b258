using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Webmail.TestKit.Smtp;

/// <summary>
/// A strict submission server on a loopback port: takes every message, keeps every command, and notes everything that a client must
/// not do (RFC 5321): a bare CR or LF, a line over 998 octets, a dot not doubled, an unknown command, a command out of order.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;

    private SmtpSink(IReadOnlyList<string> keywords)
    {
        Keywords = keywords;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public static IReadOnlyList<string> AllKeywords { get; } =
        ["PIPELINING", "SIZE 100000000", "8BITMIME", "SMTPUTF8", "CHUNKING", "BINARYMIME", "DSN", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN", "FUTURERELEASE 100000000 2040-01-01T00:00:00Z", "MT-PRIORITY", "DELIVERBY", "BURL imap"];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Keywords { get; }

    /// <summary>Every command line, as Latin-1, in its order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<SinkMessage> Messages { get; } = new();

    /// <summary>What BURL fetches, by URL; what isn't here is empty.</summary>
    public ConcurrentDictionary<string, byte[]> Urls { get; } = new();

    /// <summary>What the clients did wrong.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <param name="keywords">Null: <see cref="AllKeywords"/>.</param>
    public static SmtpSink Start(IReadOnlyList<string>? keywords = null) => new(keywords ?? AllKeywords);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_ended.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                client.NoDelay = true;
                _sessions.Add(Task.Run(() => RunAsync(client)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task RunAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var session = new SinkSession(this, client.GetStream(), _ended.Token);
                await session.RunAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client left.
            }
        }
    }
}
