namespace Webmail.Mime.Encodings;

/// <summary>yEnc 1.3 (yenc.org): the lines between <c>=ybegin</c> and <c>=yend</c>; a <c>=ypart</c> line is left out.</summary>
internal sealed class YEncDecoder : TransferDecoder
{
    // Long enough to recognise a keyword line; data lines are decoded as they come.
    private const int MaxKeyword = 8;
    private readonly byte[] _start = new byte[MaxKeyword];
    private int _startLength;
    private bool _lineStart = true, _skipLine, _begun, _ended, _escape;

    public override bool Decode(ReadOnlySpan<byte> source, Span<byte> destination, bool final, out int consumed, out int written)
    {
        consumed = written = 0;
        while (consumed < source.Length)
        {
            if (destination.Length - written < MaxKeyword + 1) return false;
            Take(source[consumed++], destination, ref written);
        }

        if (!final) return true;
        if (destination.Length - written < MaxKeyword + 1) return false;
        if (_lineStart && !_ended) FlushStart(destination, ref written);
        HasDefect |= !_begun || !_ended;
        return true;
    }

    private void Take(byte value, Span<byte> destination, ref int written)
    {
        if (_ended) return;
        if (value is (byte)'\n' or (byte)'\r')
        {
            if (_lineStart && !_skipLine) FlushStart(destination, ref written);
            _lineStart = true;
            _skipLine = _escape = false;
            _startLength = 0;
            return;
        }

        if (_skipLine) return;
        if (!_lineStart)
        {
            Data(value, destination, ref written);
            return;
        }

        _start[_startLength++] = value;
        var start = _start.AsSpan(0, _startLength);
        if (start.SequenceEqual("=ybegin "u8))
        {
            _begun = _skipLine = true;
        }
        else if (start.SequenceEqual("=ypart "u8))
        {
            _skipLine = true;
        }
        else if (start.SequenceEqual("=yend"u8))
        {
            _ended = true;
        }
        else if (!"=ybegin "u8.StartsWith(start) && !"=ypart "u8.StartsWith(start) && !"=yend"u8.StartsWith(start))
        {
            FlushStart(destination, ref written);
            _lineStart = false;
        }
    }

    private void FlushStart(Span<byte> destination, ref int written)
    {
        for (var i = 0; i < _startLength; i++) Data(_start[i], destination, ref written);
        _startLength = 0;
    }

    private void Data(byte value, Span<byte> destination, ref int written)
    {
        if (!_begun) return;
        if (!_escape && value == '=')
        {
            _escape = true;
            return;
        }

        destination[written++] = (byte)(value - 42 - (_escape ? 64 : 0));
        _escape = false;
    }
}
