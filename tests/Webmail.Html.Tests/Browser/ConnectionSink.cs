using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Webmail.Html.Tests.Browser;

/// <summary>
/// A proxy that goes nowhere: it notes the first line of whatever a browser sends and answers 404. One site may be given to it, which it serves itself and notes nothing of.
/// </summary>
internal sealed class ConnectionSink : IAsyncDisposable
{
    private static readonly byte[] NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _seen = [];
    private readonly Func<string, byte[]?>? _site;
    private readonly Task _loop;

    /// <param name="site">Gives the whole answer for an address of the site, or null for every other.</param>
    public ConnectionSink(Func<string, byte[]?>? site = null)
    {
        _site = site;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes what was seen since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_seen)
        {
            string[] taken = [.. _seen];
            _seen.Clear();
            return taken;
        }
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
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                open.RemoveAll(task => task.IsCompleted);
                open.Add(ServeAsync(client));
            }
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
            var buffer = new byte[4_096];
            try
            {
                var read = await client.GetStream().ReadAsync(buffer, _end.Token);
                if (read == 0) return;
                var line = Encoding.Latin1.GetString(buffer, 0, read).Split('\r')[0];
                var answer = line.StartsWith("GET ", StringComparison.Ordinal) ? _site?.Invoke(line.Split(' ')[1]) : null;
                // Chromium's own update checks are not the page's doing.
                if (answer is null && !line.Contains("google", StringComparison.OrdinalIgnoreCase)) Note(line);
                await client.GetStream().WriteAsync(answer ?? NotFound, _end.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The browser closed first, or the test is over.
            }
        }
    }

    private void Note(string line)
    {
        lock (_seen) _seen.Add(line);
    }
}
