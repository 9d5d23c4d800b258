using System.Net.Sockets;
using System.Text;

namespace Webmail.Benchmarks.Imap;

/// <summary>The floor: octets are read and thrown away until the tag stands at the start of a line; nothing is parsed, nothing allocated.</summary>
internal sealed class BareReader : IDisposable
{
    private const int LongestEnd = 256;

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _held;

    private BareReader(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    public static async Task<BareReader> SignInAsync(int port, string user, string password)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port);
        var reader = new BareReader(client);
        await reader.ReadToAsync("* OK");
        await reader.RunAsync("s", $"LOGIN {user} {password}");
        return reader;
    }

    /// <summary>One command; octets of its answer.</summary>
    public async Task<long> RunAsync(string tag, string command)
    {
        await SendAsync($"{tag} {command}\r\n");
        return await ReadToAsync(tag + " ");
    }

    public Task SendAsync(string octets) => _stream.WriteAsync(Encoding.ASCII.GetBytes(octets)).AsTask();

    /// <summary>Reads until a line that begins so has ended.</summary>
    public async Task<long> ReadToAsync(string start)
    {
        var (sought, read) = (Encoding.ASCII.GetBytes("\n" + start), 0L);
        if (_held == 0) _buffer[_held++] = (byte)'\n';
        while (true)
        {
            var at = _buffer.AsSpan(0, _held).IndexOf(sought);
            var end = at < 0 ? -1 : _buffer.AsSpan(at + sought.Length, _held - at - sought.Length).IndexOf((byte)'\n');
            if (end >= 0)
            {
                // The line end that closed this answer begins what comes next.
                var rest = at + sought.Length + end;
                _buffer.AsSpan(rest, _held - rest).CopyTo(_buffer);
                _held -= rest;
                return read;
            }

            var keep = at >= 0 ? _held - at : Math.Min(_held, LongestEnd);
            _buffer.AsSpan(_held - keep, keep).CopyTo(_buffer);
            var count = await _stream.ReadAsync(_buffer.AsMemory(keep));
            if (count == 0) throw new EndOfStreamException("The server hung up.");
            (_held, read) = (keep + count, read + count);
        }
    }

    public void Dispose() => _client.Dispose();
}
