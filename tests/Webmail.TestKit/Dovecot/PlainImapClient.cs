using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Webmail.TestKit.Dovecot;

/// <summary>A second mail client for tests, which shares nothing with the product: one command at a time, lines in and out.</summary>
public sealed class PlainImapClient : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private int _tag;

    private PlainImapClient(TcpClient client)
    {
        _client = client;
        _reader = new StreamReader(client.GetStream(), Encoding.Latin1);
    }

    /// <summary>Connects without TLS and tries to sign in; whether that worked, the next command tells.</summary>
    public static async Task<PlainImapClient> SignInAsync(int port, string user, string password, CancellationToken ct)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        var imap = new PlainImapClient(client);
        await imap._reader.ReadLineAsync(ct);
        await imap.AskAsync($"LOGIN {user} {password}", ct);
        return imap;
    }

    /// <summary>All lines of the answer, one character a byte; the last one is the tagged one.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public async Task<IReadOnlyList<string>> AskAsync(string command, CancellationToken ct)
    {
        string tag = $"a{++_tag} ";
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(tag + command + "\r\n"), ct);
        var lines = new List<string>();
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(tag, StringComparison.Ordinal)) return lines;
        }
        throw new IOException("The server closed the connection.");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
