namespace Webmail.Mime.Encodings;

/// <summary>
/// Quoted-printable (RFC 2045 section 6.7). White space before a line end is dropped (rule 3), a wrong escape stays as it stands, line
/// ends stay as they came, and an escape at the very end is a soft line break.
/// </summary>
internal sealed class QuotedPrintableDecoder : TransferDecoder
{
    // White space that may turn out to be trailing is held back: as much as a legal line can have, more of it is content.
    private const int MaxHeldSpace = 256;
    private const int WorstStep = MaxHeldSpace + 8;
    private readonly byte[] _space = new byte[MaxHeldSpace];
    private int _spaceLength;
    private State _state;
    private byte _firstDigit;

    private enum State { Text, Cr, Escape, Digit, SoftBreak, SoftBreakCr }

    public override bool Decode(ReadOnlySpan<byte> source, Span<byte> destination, bool final, out int consumed, out int written)
    {
        consumed = written = 0;
        while (consumed < source.Length)
        {
            if (destination.Length - written < WorstStep) return false;
            if (_state == State.Text) consumed += Text(source[consumed..], destination, ref written);
            else if (Escaped(source[consumed], destination, ref written)) consumed++;
        }

        if (!final) return true;
        if (destination.Length - written < WorstStep) return false;
        Finish(destination, ref written);
        return true;
    }

    private int Text(ReadOnlySpan<byte> source, Span<byte> destination, ref int written)
    {
        var at = 0;
        while (at < source.Length && destination.Length - written >= WorstStep)
        {
            var plain = source[at..];
            var room = destination.Length - written - WorstStep + 1;
            if (plain.Length > room) plain = plain[..room];
            var stop = plain.IndexOfAny((byte)'=', (byte)'\n', (byte)'\r');
            var run = stop < 0 ? plain : plain[..stop];
            if (!run.IsEmpty)
            {
                var kept = run[^1] is (byte)' ' or (byte)'\t' ? run.TrimEnd(" \t"u8) : run;
                if (kept.Length > 0)
                {
                    if (_spaceLength > 0) ReleaseSpace(destination, ref written);
                    kept.CopyTo(destination[written..]);
                    written += kept.Length;
                }

                if (kept.Length < run.Length) HoldSpace(run[kept.Length..], destination, ref written);
                at += run.Length;
            }

            if (stop < 0) continue;
            var special = source[at++];
            if (special == '=')
            {
                if (_spaceLength > 0) ReleaseSpace(destination, ref written);
                // The two escapes that a clean text consists of, without the state machine.
                if (at + 1 < source.Length && HexBytes.TryPair(source[at], source[at + 1], out var pair))
                {
                    destination[written++] = pair;
                    at += 2;
                    continue;
                }

                if (at + 1 < source.Length && source[at] == '\r' && source[at + 1] == '\n')
                {
                    at += 2;
                    continue;
                }

                _state = State.Escape;
                return at;
            }

            if (special == '\r' && at == source.Length)
            {
                // Whether a line ends here the next block says.
                _state = State.Cr;
                return at;
            }

            if (special == '\n' || source[at] == '\n') DropSpace();
            else ReleaseSpace(destination, ref written);
            destination[written++] = special;
        }

        return at;
    }

    private bool Escaped(byte value, Span<byte> destination, ref int written)
    {
        switch (_state)
        {
            case State.Cr:
                if (value == '\n') DropSpace();
                else ReleaseSpace(destination, ref written);
                destination[written++] = (byte)'\r';
                _state = State.Text;
                return false;
            case State.Escape when HexBytes.Value(value) >= 0:
                _firstDigit = value;
                _state = State.Digit;
                return true;
            case State.Escape when value is (byte)'\r':
                _state = State.SoftBreakCr;
                return true;
            case State.Escape when value is (byte)'\n':
                _state = State.Text;
                return true;
            case State.Escape when value is (byte)' ' or (byte)'\t':
                _space[_spaceLength++] = value;
                _state = State.SoftBreak;
                return true;
            case State.Escape:
                HasDefect = true;
                destination[written++] = (byte)'=';
                _state = State.Text;
                return false;
            case State.Digit when HexBytes.Value(value) >= 0:
                destination[written++] = (byte)((HexBytes.Value(_firstDigit) << 4) | HexBytes.Value(value));
                _state = State.Text;
                return true;
            case State.Digit:
                HasDefect = true;
                destination[written++] = (byte)'=';
                destination[written++] = _firstDigit;
                _state = State.Text;
                return false;
            case State.SoftBreak when value is (byte)' ' or (byte)'\t' && _spaceLength < MaxHeldSpace:
                _space[_spaceLength++] = value;
                return true;
            case State.SoftBreak when value is (byte)'\r' or (byte)'\n':
                DropSpace();
                _state = value == '\r' ? State.SoftBreakCr : State.Text;
                return true;
            case State.SoftBreak:
                HasDefect = true;
                destination[written++] = (byte)'=';
                ReleaseSpace(destination, ref written);
                _state = State.Text;
                return false;
            default:
                _state = State.Text;
                return value == '\n';
        }
    }

    private void Finish(Span<byte> destination, ref int written)
    {
        if (_state == State.Digit)
        {
            HasDefect = true;
            destination[written++] = (byte)'=';
            destination[written++] = _firstDigit;
        }

        DropSpace();
        if (_state == State.Cr) destination[written++] = (byte)'\r';
        _state = State.Text;
    }

    private void HoldSpace(ReadOnlySpan<byte> space, Span<byte> destination, ref int written)
    {
        if (_spaceLength + space.Length > MaxHeldSpace)
        {
            ReleaseSpace(destination, ref written);
            var surplus = Math.Max(0, space.Length - MaxHeldSpace);
            space[..surplus].CopyTo(destination[written..]);
            written += surplus;
            space = space[surplus..];
        }

        space.CopyTo(_space.AsSpan(_spaceLength));
        _spaceLength += space.Length;
    }

    private void ReleaseSpace(Span<byte> destination, ref int written)
    {
        _space.AsSpan(0, _spaceLength).CopyTo(destination[written..]);
        written += _spaceLength;
        _spaceLength = 0;
    }

    private void DropSpace() => _spaceLength = 0;
}
