using System.Net;
using System.Net.Sockets;
using System.Text;
using Webmail.TestKit.Mailboxes;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>A sender's web server on loopback: one picture under every path, and a record of who asked for it.</summary>
public sealed class PictureHost : IAsyncDisposable
{
    private static readonly byte[] Picture = Pictures.Chart(210, 80, [10, 60, 90]);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _asked = [];
    private readonly Task _loop;

    public PictureHost()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url(string path) => $"http://127.0.0.1:{Port}/{path}";

    /// <summary>The whole requests for paths that hold <paramref name="word"/>; a scenario chooses a word of its own.</summary>
    public IReadOnlyList<string> AskedFor(string word)
    {
        lock (_asked) return [.. _asked.Where(request => request.Split('\r')[0].Contains(word, StringComparison.Ordinal))];
    }

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
        using (client)
        {
            try
            {
                var buffer = new byte[16_384];
                var read = await client.GetStream().ReadAsync(buffer, _end.Token);
                if (read == 0) return;
                lock (_asked) _asked.Add(Encoding.Latin1.GetString(buffer, 0, read));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nSet-Cookie: reader=noor\r\nContent-Length: {Picture.Length}\r\nConnection: close\r\n\r\n"), _end.Token);
                await client.GetStream().WriteAsync(Picture, _end.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // Whoever asked went away, or the tests are over.
            }
        }
    }
}
