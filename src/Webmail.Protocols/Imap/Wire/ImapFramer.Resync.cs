using System.Buffers;

namespace Webmail.Protocols.Imap.Wire;

/// <content>
/// Finding the end of a FETCH row that was damaged on its way: one wrong octet in a line's end or in a literal's length costs the row it is in, not those
/// behind it. What a sender can write (quoted strings, sections) never ends a row.
/// </content>
internal sealed partial class ImapFramer
{
    /// <summary>Line feeds without a return that are looked at in one response; each costs a look at its line.</summary>
    private const int StrayEndsMost = 16;

    // Where the content of the last inline literal begins, while it is in doubt; else -1.
    private long _open = -1;
    private int _strayEnds;

    // A value of ENVELOPE or BODYSTRUCTURE holds no line end but a folded one: a length that reaches over the end of the row is wrong, and its header is text.
    private void Doubt(in ReadOnlySequence<byte> buffer)
    {
        if (_open < 0)
        {
            return;
        }

        var end = _heldLength + buffer.Length;
        if (_open >= _heldLength && IsValueOfRow(buffer) && HoldsRowEnd(buffer.Slice(_open - _heldLength, Math.Min(_scanned, end) - _open)))
        {
            _scanned = _lineStart = _open;
            _open = -1;
        }
        else if (_scanned <= end)
        {
            _open = -1;
        }
    }

    // "* 12 FETCH (": sections, whole messages and previews hold what a sender wrote, line ends and all.
    private bool IsValueOfRow(in ReadOnlySequence<byte> buffer)
    {
        if (!IsRow(buffer))
        {
            return false;
        }

        Span<byte> before = stackalloc byte[LiteralHeader.MaxLength + 16];
        var size = (int)Math.Min(before.Length, _open);
        before = before[..size];
        Copy(buffer, _open - size, before);
        before = before[..Math.Max(0, before.LastIndexOf((byte)'{'))].TrimEnd((byte)'~');
        return before.EndsWith(" "u8) && !before.EndsWith("] "u8) && !before.EndsWith("> "u8) && !before.EndsWith("RFC822 "u8)
            && !before.EndsWith("RFC822.TEXT "u8) && !before.EndsWith("RFC822.HEADER "u8) && !before.EndsWith("PREVIEW "u8);
    }

    private bool IsRow(in ReadOnlySequence<byte> buffer) =>
        _heldLength + buffer.Length > 3 && ByteAt(buffer, 0) == (byte)'*' && ByteAt(buffer, 1) == (byte)' ' && ByteAt(buffer, 2) is >= (byte)'0' and <= (byte)'9';

    private static bool HoldsRowEnd(in ReadOnlySequence<byte> content)
    {
        var reader = new SequenceReader<byte>(content);
        while (reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n"u8))
        {
            if (reader.TryPeek(out var next) && next is not ((byte)' ' or (byte)'\t'))
            {
                return true;
            }
        }

        return false;
    }

    // ")?LF* ": the return was damaged.
    private bool EndsWithoutReturn(in ReadOnlySequence<byte> buffer, long lineFeed)
    {
        if (lineFeed < _heldLength || lineFeed + 2 >= _heldLength + buffer.Length || !BeginsResponse(buffer, lineFeed + 1) || !IsRow(buffer) || ++_strayEnds > StrayEndsMost)
        {
            return false;
        }

        return EndsOutsideQuotes(buffer, lineFeed - 1);
    }

    // ")CR?* ": the feed was damaged, and the end that was found is the next row's.
    private long EarlierEnd(in ReadOnlySequence<byte> buffer, long lineFeed)
    {
        if (_lineStart < _heldLength || lineFeed - _lineStart is < 8 or > MoveAside || !IsRow(buffer))
        {
            return lineFeed;
        }

        var line = buffer.Slice(_lineStart - _heldLength, lineFeed - 1 - _lineStart);
        var octets = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        if (octets.IndexOf(")\r"u8) is not (>= 0 and var at))
        {
            return lineFeed;
        }

        var stray = _lineStart + at + 1;
        return stray + 3 < lineFeed && BeginsResponse(buffer, stray + 2) && EndsOutsideQuotes(buffer, stray) ? stray + 1 : lineFeed;
    }

    private bool BeginsResponse(in ReadOnlySequence<byte> buffer, long at) => ByteAt(buffer, at) == (byte)'*' && ByteAt(buffer, at + 1) == (byte)' ';

    // True when the line so far ends in a parenthesis that stands in no quoted string.
    private bool EndsOutsideQuotes(in ReadOnlySequence<byte> buffer, long end)
    {
        if (end - _lineStart is < 1 or > MoveAside || ByteAt(buffer, end - 1) != (byte)')')
        {
            return false;
        }

        var line = new byte[end - _lineStart];
        Copy(buffer, _lineStart, line);
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == (byte)'"')
            {
                quoted = !quoted;
            }
            else if (line[i] == (byte)'\\' && quoted)
            {
                i++;
            }
        }

        return !quoted;
    }
}
