using System.Text;
using Webmail.Protocols.Net;

namespace Webmail.Protocols.Smtp.Wire;

/// <summary>Cuts replies out of a stream: lines of <c>code SP text</c> or <c>code - text</c> (RFC 5321 section 4.2), all of one code, bounded.</summary>
internal sealed class ReplyReader(Stream stream, SmtpLimits limits, ProtocolLog? log)
{
    private const int FirstBuffer = 1024;

    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;

    /// <summary>True when octets were received that belong to no reply yet: before a command is sent, nobody has asked for them.</summary>
    public bool HasMore => _start < _end;

    /// <param name="secret">Hides the text of 334 from the log: challenges and what they answer to.</param>
    /// <param name="ct">Cancels; what was read stays.</param>
    /// <exception cref="SmtpProtocolException">Not SMTP, beyond a limit, or the server hung up.</exception>
    public async ValueTask<SmtpReply> ReadAsync(bool secret, CancellationToken ct)
    {
        var lines = new List<string>();
        var (code, octets) = (0, 0);
        while (true)
        {
            var line = await LineAsync(ct).ConfigureAwait(false);
            octets += line.Length;
            if (lines.Count == limits.ReplyLines || octets > limits.ReplyBytes)
            {
                throw new SmtpProtocolException($"The server's reply has more than {limits.ReplyLines} lines or {limits.ReplyBytes} octets.");
            }

            var here = Code(line.Span);
            if (here == 0 || (lines.Count > 0 && here != code))
            {
                Log(line.Span, secret: false);
                throw new SmtpProtocolException($"Not a reply of SMTP: {Clip(line.Span)}");
            }

            code = here;
            Log(line.Span, secret && code == 334);
            lines.Add(line.Length > 4 ? Clean(line.Span[4..]) : "");
            if (line.Length == 3 || line.Span[3] == (byte)' ')
            {
                return new SmtpReply(code, lines, limits.TextLength);
            }
        }
    }

    // 2yz to 5yz, then the end, SP or "-".
    private static int Code(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[0] is < (byte)'2' or > (byte)'5' || !IsDigit(line[1]) || !IsDigit(line[2]) || (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-')))
        {
            return 0;
        }

        return ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
    }

    private static bool IsDigit(byte octet) => octet is >= (byte)'0' and <= (byte)'9';

    private static string Clip(ReadOnlySpan<byte> line)
    {
        var text = Clean(line);
        return text[..Math.Min(text.Length, 100)];
    }

    // UTF-8 where it is (RFC 6531 section 3.7.4.2); what would move a cursor or end a line is a space. What it says goes into exceptions and is kept: no token of a URL that it repeats.
    private static string Clean(ReadOnlySpan<byte> text)
    {
        var clean = new StringBuilder(Encoding.UTF8.GetString(text));
        for (var i = 0; i < clean.Length; i++)
        {
            if (char.IsControl(clean[i]) || clean[i] is '\u2028' or '\u2029')
            {
                clean[i] = ' ';
            }
        }

        return UrlToken.Strike(clean.ToString());
    }

    private void Log(ReadOnlySpan<byte> line, bool secret) => log?.Server(secret ? "334 [hidden]"u8 : line);

    // Without its end. A bare LF ends a line too: some servers send it, and nothing hangs on the difference here.
    private async ValueTask<ReadOnlyMemory<byte>> LineAsync(CancellationToken ct)
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + end);
                _start += searched + end + 1;
                return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
            }

            searched = _end - _start;
            if (searched > limits.ReplyLineBytes)
            {
                throw new SmtpProtocolException($"A line of the server's reply has more than {limits.ReplyLineBytes} octets.");
            }

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct).ConfigureAwait(false);
            if (read == 0)
            {
                throw new SmtpProtocolException(searched > 0 ? "The server hung up in the middle of a reply." : "The server hung up.");
            }

            _end += read;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
