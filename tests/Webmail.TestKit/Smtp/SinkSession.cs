using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Smtp;

/// <summary>One connection to a <see cref="SmtpSink"/>.</summary>
internal sealed class SinkSession(SmtpSink sink, Stream stream, CancellationToken ct) : IDisposable
{
    private const int LongestLine = 998;
    private static readonly string[] Others = ["NOOP", "RSET", "HELO"];

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<string> _recipients = [];
    private readonly MemoryStream _chunks = new();
    private bool _lmtp;
    private string? _mail;
    private int _start;
    private int _end;

    public async Task RunAsync()
    {
        await SayAsync("220 sink.example.org strict");
        while (true)
        {
            var line = Encoding.Latin1.GetString(await LineAsync("a command"));
            sink.Commands.Enqueue(line);
            var verb = line.Split(' ')[0];
            switch (verb)
            {
                case "EHLO" or "LHLO":
                    _lmtp = verb == "LHLO";
                    string[] lines = ["sink.example.org", .. sink.Keywords];
                    await SayAsync([.. lines.Select((text, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{text}")]);
                    break;
                case "AUTH":
                    await AuthAsync(line);
                    break;
                case "MAIL":
                    Expect(_mail is null, line);
                    _mail = line;
                    await SayAsync("250 2.1.0 fine");
                    break;
                case "RCPT":
                    Expect(_mail is not null, line);
                    _recipients.Add(line);
                    await SayAsync("250 2.1.5 fine");
                    break;
                case "DATA":
                    Expect(_recipients.Count > 0, line);
                    await SayAsync("354 go on");
                    var content = await DataAsync();
                    // LMTP answers for each recipient (RFC 2033).
                    var answers = _lmtp ? _recipients.Count : 1;
                    Keep(content, byChunks: false);
                    await SayAsync([.. Enumerable.Repeat("250 2.0.0 kept", answers)]);
                    break;
                case "BDAT":
                    await ChunkAsync(line);
                    break;
                case "BURL":
                    Expect(_recipients.Count > 0, line);
                    _chunks.Write(sink.Urls.GetValueOrDefault(line.Split(' ')[1], []));
                    if (line.EndsWith(" LAST", StringComparison.Ordinal)) Keep(_chunks.ToArray(), byChunks: true);
                    await SayAsync("250 2.0.0 fetched");
                    break;
                case "QUIT":
                    await SayAsync("221 2.0.0 bye");
                    return;
                default:
                    Expect(Others.Contains(verb), line);
                    Reset();
                    await SayAsync("250 2.0.0 fine");
                    break;
            }
        }
    }

    public void Dispose() => _chunks.Dispose();

    private async Task AuthAsync(string line)
    {
        if (line.Split(' ').Length < 3)
        {
            await SayAsync("334 ");
            await LineAsync("a response");
            if (line.StartsWith("AUTH LOGIN", StringComparison.Ordinal))
            {
                await SayAsync("334 ");
                await LineAsync("a response");
            }
        }

        await SayAsync("235 2.7.0 fine");
    }

    private async Task ChunkAsync(string line)
    {
        var words = line.Split(' ');
        var size = int.Parse(words[1], NumberStyles.None, CultureInfo.InvariantCulture);
        Expect(_recipients.Count > 0 && words.Length <= 3, line);
        for (var left = size; left > 0;)
        {
            if (_start == _end) await FillAsync();
            var take = Math.Min(left, _end - _start);
            _chunks.Write(_buffer, _start, take);
            _start += take;
            left -= take;
        }

        if (words.Length == 3)
        {
            var content = _chunks.ToArray();
            if (_mail?.Contains("BODY=BINARYMIME", StringComparison.Ordinal) != true) CheckLines(content);
            Keep(content, byChunks: true);
        }

        await SayAsync("250 2.0.0 chunk");
    }

    private void CheckLines(byte[] content)
    {
        var lineStart = 0;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n')
            {
                if (i == 0 || content[i - 1] != '\r') sink.Violations.Enqueue("a bare LF in a chunk");
                if (i - 1 - lineStart > LongestLine) sink.Violations.Enqueue("a long line in a chunk");
                lineStart = i + 1;
            }
            else if (content[i] == '\r' && (i + 1 == content.Length || content[i + 1] != '\n'))
            {
                sink.Violations.Enqueue("a bare CR in a chunk");
            }
        }

        if (lineStart != content.Length) sink.Violations.Enqueue("a last line without its end");
    }

    private async Task<byte[]> DataAsync()
    {
        using var content = new MemoryStream();
        while (true)
        {
            var line = await LineAsync("the message");
            if (line.Length == 1 && line[0] == '.') return content.ToArray();
            if (line.Length > 0 && line[0] == '.')
            {
                if (line[1] != '.') sink.Violations.Enqueue("a dot that is not doubled");
                line = line[1..];
            }

            if (line.Length > LongestLine) sink.Violations.Enqueue($"a line of {line.Length} octets");
            content.Write(line);
            content.Write("\r\n"u8);
        }
    }

    private void Keep(byte[] content, bool byChunks)
    {
        sink.Messages.Enqueue(new SinkMessage(_mail ?? "", [.. _recipients], content, byChunks));
        Reset();
    }

    private void Reset()
    {
        _mail = null;
        _recipients.Clear();
        _chunks.SetLength(0);
    }

    private void Expect(bool fine, string line)
    {
        if (!fine) sink.Violations.Enqueue($"out of place: {line}");
    }

    // CRLF and nothing else ends a line.
    private async Task<byte[]> LineAsync(string where)
    {
        var line = new MemoryStream();
        var afterCr = false;
        while (true)
        {
            if (_start == _end) await FillAsync();
            for (; _start < _end; _start++)
            {
                var octet = _buffer[_start];
                if (afterCr && octet == '\n')
                {
                    _start++;
                    return line.ToArray()[..^1];
                }

                if (octet == '\n') sink.Violations.Enqueue($"a bare LF in {where}");
                else if (afterCr) sink.Violations.Enqueue($"a bare CR in {where}");
                afterCr = octet == '\r';
                line.WriteByte(octet);
            }
        }
    }

    private Task SayAsync(params string[] lines) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), ct).AsTask();

    private async Task FillAsync()
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, ct);
        if (_end == 0) throw new EndOfStreamException();
    }
}
