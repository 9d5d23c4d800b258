using System.Buffers;
using System.Numerics;

namespace Webmail.Protocols.Smtp.Wire;

/// <summary>
/// Turns a message into lines for the wire, block by block: CRLF everywhere, dots stuffed (RFC 5321 section 4.5.2), lines and octets
/// checked. What it writes is the same however the source was cut into blocks.
/// </summary>
internal sealed class ContentEncoder(SmtpBody body, bool stuffDots, int longestLine)
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);
    private static readonly Vector<byte> Cr = new((byte)'\r');
    private static readonly Vector<byte> Lf = new((byte)'\n');
    private static readonly Vector<byte> Dot = new((byte)'.');

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

            if (_line == 0 && CleanLines(source) is > 0 and var clean)
            {
                source[..clean].CopyTo(target[written..]);
                written += clean;
                source = source[clean..];
                continue;
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

    // How many octets from here on, at the start of a line, are whole lines that go as they are: nearly all of every message. What this
    // has not seen through (a bare CR or LF, a dot, an endless line) is left to the slow way, one line at a time.
    private int CleanLines(ReadOnlySpan<byte> source)
    {
        if (source[0] is (byte)'\n' || (stuffDots && source[0] == (byte)'.'))
        {
            return 0;
        }

        var seen = 1;
        for (; seen + Vector<byte>.Count <= source.Length; seen += Vector<byte>.Count)
        {
            var (before, here) = (new Vector<byte>(source[(seen - 1)..]), new Vector<byte>(source[seen..]));
            var crooked = Vector.Equals(here, Lf) ^ Vector.Equals(before, Cr);
            var dots = stuffDots ? Vector.Equals(here, Dot) & Vector.Equals(before, Lf) : Vector<byte>.Zero;
            if ((crooked | dots) != Vector<byte>.Zero)
            {
                break;
            }
        }

        // Of what was seen, the whole lines, as far as none is too long: looked at from the far end of the longest that could be.
        var (end, whole) = (0, source[..seen].LastIndexOf((byte)'\n') + 1);
        while (end < whole)
        {
            var last = source.Slice(end, Math.Min(longestLine + 2, whole - end)).LastIndexOf((byte)'\n');
            if (last < 0)
            {
                break;
            }

            end += last + 1;
        }

        return end;
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
