using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Webmail.Mail.Tests.Remote;

/// <summary>A web server on loopback that answers every request as a test says and keeps what it was asked; as a sink it counts connections.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _requests = [];
    private readonly Func<string, byte[]?> _answer;
    private readonly Task _loop;
    private int _connections;

    /// <param name="answer">From a path to the whole answer; null holds the line open and says nothing.</param>
    public PictureServer(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    public IReadOnlyList<string> Requests
    {
        get { lock (_requests) return [.. _requests]; }
    }

    public static byte[] Ok(byte[] body) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: who=you\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public static byte[] Redirect(string to) => Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        finally
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                var buffer = new byte[16_384];
                while (await client.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var read)
                {
                    var request = Encoding.Latin1.GetString(buffer, 0, read);
                    lock (_requests) _requests.Add(request);
                    if (_answer(request.Split(' ')[1]) is { } answer) await client.GetStream().WriteAsync(answer, _end.Token);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client had enough, or the test is over.
            }
        }
    }
}
