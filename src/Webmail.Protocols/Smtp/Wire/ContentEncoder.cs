using System.Buffers;

namespace Webmail.Protocols.Smtp.Wire;

/// <summary>
/// Turns a message into lines for the wire, block by block: CRLF everywhere, dots stuffed (RFC 5321 section 4.5.2), lines and octets
/// checked. What it writes is the same however the source was cut into blocks.
/// </summary>
internal sealed class ContentEncoder(SmtpBody body, bool stuffDots, int longestLine)
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private bool _afterCr;
    private int _line;

    /// <summary>Room that <see cref="Encode"/> needs for so many octets: each could be a bare LF, or a dot.</summary>
    public static int RoomFor(int octets) => (octets * 2) + 2;

    /// <summary>Octets written.</summary>
    /// <exception cref="ContentException">The content breaks a rule.</exception>
    public int Encode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (body == SmtpBody.SevenBit && source.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            throw new ContentException(SmtpProblem.NotSevenBit, "The message was said to be 7 bit and is not.");
        }

        var written = 0;
        while (!source.IsEmpty)
        {
            if (_afterCr)
            {
                _afterCr = false;
                written += EndLine(target[written..]);
                if (source[0] == (byte)'\n')
                {
                    source = source[1..];
                    continue;
                }
            }

            var length = source.IndexOfAny(LineEnds);
            written += Text(length < 0 ? source : source[..length], target[written..]);
            if (length < 0)
            {
                return written;
            }

            if (source[length] == (byte)'\r')
            {
                _afterCr = true;
            }
            else
            {
                written += EndLine(target[written..]);
            }

            source = source[(length + 1)..];
        }

        return written;
    }

    /// <summary>Ends the last line if the source did not. At most 2 octets.</summary>
    public int Finish(Span<byte> target)
    {
        if (!_afterCr && _line == 0)
        {
            return 0;
        }

        _afterCr = false;
        return EndLine(target);
    }

    private int Text(ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var stuffed = 0;
        if (stuffDots && _line == 0 && text[0] == (byte)'.')
        {
            target[0] = (byte)'.';
            stuffed = 1;
        }

        _line += text.Length;
        if (_line > longestLine)
        {
            throw new ContentException(SmtpProblem.LongLine, $"A line of the message has more than {longestLine} octets.");
        }

        text.CopyTo(target[stuffed..]);
        return stuffed + text.Length;
    }

    private int EndLine(Span<byte> target)
    {
        (target[0], target[1], _line) = ((byte)'\r', (byte)'\n', 0);
        return 2;
    }
}

/// <summary>The content cannot be sent on: it breaks a rule, or its source failed.</summary>
internal sealed class ContentException(SmtpProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    public SmtpProblem Problem { get; } = problem;
}
