namespace Webmail.Mime.Parsing;

internal sealed partial class MimeScanner
{
    // RFC 2046 allows 70 characters; longer ones are used, and tests of others go to some thousands. A longer one is cut.
    private const int MaxDelimiter = 16 * 1024;

    private void AddDelimiter(ReadOnlySpan<byte> boundary)
    {
        if (boundary.Length > MaxDelimiter - 2) boundary = boundary[..(MaxDelimiter - 2)];
        byte[] line = [(byte)'-', (byte)'-', .. boundary];
        _delimiters.Add(new Delimiter(line, _frames.Count - 1));
        // Never taken back: a mark too many costs a comparison, no more.
        _delimiterStarts |= Mark(line.Length > 2 ? line[2] : (byte)0);
    }

    private int Body(ReadOnlySpan<byte> data, bool final)
    {
        if (_delimiters.Count == 0)
        {
            Emit(data);
            return data.Length == 0 && !final ? -1 : data.Length;
        }

        var at = 0;
        var atLineStart = _lineStart;
        while (true)
        {
            if (!atLineStart)
            {
                var next = data[at..].IndexOf("\n--"u8);
                if (next < 0)
                {
                    // The end may be the start of "CR LF - -".
                    var safe = final ? data.Length : Math.Max(0, data.Length - 4);
                    return Take(data[..safe], final);
                }

                at += next + 1;
            }

            atLineStart = false;
            var line = data[at..];
            if (line.Length < 2 && !final) return Take(data[..BeforeLineEnd(data, at)], final);
            if (!line.StartsWith("--"u8)) continue;
            var newline = line[..Math.Min(line.Length, MaxDelimiter + 4)].IndexOf((byte)'\n');
            if (newline < 0 && line.Length < MaxDelimiter + 4 && !final) return Take(data[..BeforeLineEnd(data, at)], final, at == 0);
            var found = FindDelimiter(line);
            if (found < 0)
            {
                at += 2;
                continue;
            }

            var end = newline < 0 ? line.IndexOf((byte)'\n') : newline;
            if (end < 0 && !final && line.Length < MaxHeld) return Take(data[..BeforeLineEnd(data, at)], final, at == 0);
            Emit(data[..BeforeLineEnd(data, at)]);
            Boundary(found, line, _offset + BeforeLineEnd(data, at), _offset + at);
            return at + (end < 0 ? line.Length : end + 1);
        }
    }

    private int Take(ReadOnlySpan<byte> data, bool final, bool lineStart = false)
    {
        Emit(data);
        if (data.Length > 0) _lineStart = false;
        if (lineStart) _lineStart = true;
        return data.Length == 0 && !final ? -1 : data.Length;
    }

    private void Emit(ReadOnlySpan<byte> data)
    {
        if (!data.IsEmpty) _handler.Body(data, _offset);
    }

    // The line end before a boundary belongs to the boundary.
    private static int BeforeLineEnd(ReadOnlySpan<byte> data, int at)
    {
        if (at > 0 && data[at - 1] == '\n') at--;
        return at > 0 && data[at - 1] == '\r' ? at - 1 : at;
    }

    // The innermost boundary that this line is: followed by its end, white space or "--".
    private int FindDelimiter(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || (_delimiterStarts & Mark(line[2])) == 0) return -1;
        for (var i = _delimiters.Count - 1; i >= 0; i--)
        {
            var delimiter = _delimiters[i].Line;
            if (line.Length < delimiter.Length || !line.StartsWith(delimiter)) continue;
            var rest = line[delimiter.Length..];
            if (rest.IsEmpty || IsBlank(rest[0])) return i;
            if (rest.Length >= 2 && rest[0] == '-' && rest[1] == '-' && (rest.Length == 2 || IsBlank(rest[2]))) return i;
        }

        return -1;
    }

    // One of 64 for each byte: most lines that begin with "--" are told from a boundary by their third byte.
    private static ulong Mark(byte value) => 1UL << (value & 63);

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private void Boundary(int index, ReadOnlySpan<byte> line, long bodyEnd, long lineOffset)
    {
        var (delimiter, frameIndex) = _delimiters[index];
        var rest = line[delimiter.Length..];
        var closing = rest.StartsWith("--"u8);
        if (closing) rest = rest[2..];
        var lineEnd = rest.IndexOf((byte)'\n');
        if (lineEnd >= 0) rest = rest[..lineEnd];
        if (rest.ContainsAnyExcept(" \t\r"u8)) _handler.Defect(MimeDefectKind.TextAfterBoundary, lineOffset + delimiter.Length);
        while (_frames.Count - 1 > frameIndex) Close(bodyEnd);
        var frame = _frames[frameIndex];
        _state = State.Body;
        _lineStart = true;
        if (closing)
        {
            frame.Closed = true;
            _delimiters.RemoveAt(index);
        }
        else if (TooManyParts())
        {
            // Nothing more is opened: what comes belongs to this multipart.
            foreach (var open in _frames) open.Closed = true;
            _delimiters.Clear();
        }
        else
        {
            frame.HasParts = true;
            _state = State.Open;
        }
    }

    // A multipart without a boundary parameter: the first line that could be one is taken for it.
    private int Guess(ReadOnlySpan<byte> data, bool final)
    {
        var at = 0;
        while (at < data.Length)
        {
            var newline = data[at..].IndexOf((byte)'\n');
            if (newline < 0 && !final && data.Length - at < MaxDelimiter) return at == 0 ? -1 : TakeLines(data[..at]);
            var line = newline < 0 ? data[at..] : data.Slice(at, newline + 1);
            if (FindDelimiter(line) >= 0) break;
            var text = line.TrimEnd(" \t\r\n"u8);
            if (text.Length is > 2 and < MaxDelimiter && text.StartsWith("--"u8))
            {
                AddDelimiter(text[2..]);
                break;
            }

            at += line.Length;
        }

        if (at < data.Length || final) _state = State.Body;
        _lineStart = true;
        return at == 0 && at == data.Length && !final ? -1 : TakeLines(data[..at]);
    }

    private int TakeLines(ReadOnlySpan<byte> data)
    {
        Emit(data);
        return data.Length;
    }
}
