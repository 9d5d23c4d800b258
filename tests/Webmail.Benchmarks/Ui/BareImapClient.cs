using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Webmail.Benchmarks.Ui;

/// <summary>
/// The floor: the fewest raw round trips that give the same data, no TLS, nothing parsed but the end of the answer. What the
/// product needs on top of this is what it costs.
/// </summary>
internal sealed class BareImapClient : IDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private int _tag;

    public BareImapClient(int port)
    {
        _client = new TcpClient("127.0.0.1", port) { NoDelay = true };
        _stream = _client.GetStream();
        ReadLine();
    }

    /// <summary>Sends a command and reads to its tagged answer; returns the milliseconds that took.</summary>
    public double Time(string command)
    {
        var start = Stopwatch.GetTimestamp();
        Run(command);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Sends a command and reads to its tagged answer; returns the untagged lines (literals skipped).</summary>
    public List<string> Run(string command)
    {
        var tag = "b" + ++_tag;
        _stream.Write(Encoding.UTF8.GetBytes($"{tag} {command}\r\n"));
        var lines = new List<string>();
        while (true)
        {
            var line = ReadLine();
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
                return line.StartsWith(tag + " OK", StringComparison.Ordinal) ? lines : throw new InvalidOperationException(command + ": " + line);
            lines.Add(line);
        }
    }

    /// <summary>Enters IDLE.</summary>
    public void Idle()
    {
        _stream.Write("i IDLE\r\n"u8);
        ReadLine();
    }

    /// <summary>Waits for the next EXISTS and returns when it was read.</summary>
    public long WaitForExists()
    {
        while (!ReadLine().EndsWith(" EXISTS", StringComparison.Ordinal))
        {
            // RECENT and whatever else comes first.
        }

        return Stopwatch.GetTimestamp();
    }

    public void Dispose() => _client.Dispose();

    private string ReadLine()
    {
        while (true)
        {
            var at = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            if (at >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, at - _start).TrimEnd('\r');
                _start = at + 1;
                if (line.EndsWith('}') && line.LastIndexOf('{') is >= 0 and var open && long.TryParse(line[(open + 1)..^1].TrimEnd('+'), CultureInfo.InvariantCulture, out var length)) Skip(length);
                return line;
            }

            Fill();
        }
    }

    private void Skip(long length)
    {
        while (length > 0)
        {
            if (_start == _end) Fill();
            var take = (int)Math.Min(length, _end - _start);
            _start += take;
            length -= take;
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        if (read == 0) throw new EndOfStreamException("The server hung up.");
        _end += read;
    }
}
