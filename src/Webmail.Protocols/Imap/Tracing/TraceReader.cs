using System.Globalization;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Tracing;

/// <summary>Cuts a framed response or command into stretches. Linear, allocates nothing, takes any octets.</summary>
internal ref struct TraceReader(ReadOnlySpan<byte> line, IReadOnlyList<DetachedLiteral> detached)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private readonly IReadOnlyList<DetachedLiteral> _detached = detached;

    public int At { get; private set; }

    /// <summary>Octets that were not read yet, contents of literals elsewhere not counted.</summary>
    public readonly int Left => _line.Length - At;

    public readonly ReadOnlySpan<byte> TextOf(in TraceToken token) => _line.Slice(token.Start, token.Length);

    public readonly TraceToken Peek()
    {
        var copy = this;
        return copy.Next();
    }

    public TraceToken Next()
    {
        if (At >= _line.Length)
        {
            return new TraceToken(TraceKind.End, _line.Length, 0, 0);
        }

        var start = At;
        var (kind, length, announced) = _line[start] switch
        {
            (byte)' ' => (TraceKind.Space, 1, 0L),
            (byte)'(' or (byte)')' or (byte)'[' or (byte)']' => (TraceKind.Bracket, 1, 0L),
            (byte)'"' => (TraceKind.Quoted, QuotedLength(start), 0L),
            (byte)'{' or (byte)'~' when TryLiteral(start, out var inLine, out var content) => (TraceKind.Literal, inLine, content),
            < 0x21 or 0x7F => (TraceKind.Other, 1, 0L),
            _ => (TraceKind.Atom, AtomLength(start), 0L),
        };
        At = start + length;
        return new TraceToken(kind, start, length, announced);
    }

    /// <summary>Goes to the end of what begins with this parenthesis; to the end of the line when it does not end.</summary>
    public void SkipBalanced()
    {
        var depth = 1;
        while (depth > 0)
        {
            var token = Next();
            if (token.Kind == TraceKind.End)
            {
                return;
            }

            if (token.Kind == TraceKind.Bracket)
            {
                depth += _line[token.Start] switch { (byte)'(' => 1, (byte)')' => -1, _ => 0 };
            }
        }
    }

    public void SkipTo(int at) => At = Math.Clamp(at, At, _line.Length);

    private readonly int AtomLength(int start)
    {
        var end = start + 1; // one octet at least, whatever it is
        while (end < _line.Length && _line[end] > (byte)' ' && _line[end] is not ((byte)'(' or (byte)')' or (byte)'[' or (byte)']' or (byte)'"' or (byte)'{' or 0x7F))
        {
            end++;
        }

        return end - start;
    }

    private readonly int QuotedLength(int start)
    {
        for (var i = start + 1; i < _line.Length; i++)
        {
            if (_line[i] == (byte)'\\')
            {
                i++;
            }
            else if (_line[i] == (byte)'"')
            {
                return i + 1 - start;
            }
        }

        return _line.Length - start;
    }

    // The header, and the content where it stands in the line.
    private readonly bool TryLiteral(int start, out int inLine, out long content)
    {
        (inLine, content) = (0, 0);
        var rest = _line[start..];
        var end = rest[..Math.Min(rest.Length, LiteralHeader.MaxLength + 1)].IndexOf((byte)'}');
        if (end < 2 || rest.Length < end + 3 || rest[end + 1] != (byte)'\r' || rest[end + 2] != (byte)'\n')
        {
            return false;
        }

        var digits = rest[(rest[0] == (byte)'~' ? 2 : 1)..end].TrimEnd((byte)'+').TrimEnd((byte)'-');
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out content))
        {
            return false;
        }

        var after = end + 3;
        var isElsewhere = false;
        foreach (var literal in _detached)
        {
            isElsewhere |= literal.Offset == start + after;
        }

        inLine = isElsewhere ? after : (int)Math.Min(rest.Length, after + content);
        return true;
    }
}
