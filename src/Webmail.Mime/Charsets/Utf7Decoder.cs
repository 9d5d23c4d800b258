using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>The state of one UTF-7 text between two blocks.</summary>
internal sealed class Utf7Decoder : Decoder
{
    private bool _shifted, _justShifted;
    private char _high;
    private uint _bits;
    private int _bitCount;

    public override void Reset()
    {
        _shifted = _justShifted = false;
        _bits = 0;
        _bitCount = 0;
        _high = '\0';
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(bytes, index, count, flush: false);

    public override int GetCharCount(byte[] bytes, int index, int count, bool flush)
    {
        var copy = (Utf7Decoder)MemberwiseClone();
        return copy.Run(bytes.AsSpan(index, count), [], write: false, flush);
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: false);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
        Run(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), write: true, flush);

    private int Run(ReadOnlySpan<byte> bytes, Span<char> chars, bool write, bool flush)
    {
        var made = 0;
        foreach (var value in bytes)
        {
            if (!_shifted)
            {
                if (value == '+') _shifted = _justShifted = true;
                else Put(value < 0x80 ? (char)value : '\uFFFD', chars, write, ref made);
                continue;
            }

            var six = Six(value);
            if (six >= 0)
            {
                _justShifted = false;
                _bits = (_bits << 6) | (uint)six;
                _bitCount += 6;
                if (_bitCount < 16) continue;
                _bitCount -= 16;
                Unit((char)(_bits >> _bitCount), chars, write, ref made);
                _bits &= (1u << _bitCount) - 1;
                continue;
            }

            EndPair(chars, write, ref made);
            if (value == '-')
            {
                if (_justShifted) Put('+', chars, write, ref made);
            }
            else
            {
                Put(value < 0x80 ? (char)value : '\uFFFD', chars, write, ref made);
            }

            Reset();
        }

        if (!flush) return made;
        EndPair(chars, write, ref made);
        Reset();
        return made;
    }

    // Half a surrogate pair is no text.
    private void Unit(char unit, Span<char> chars, bool write, ref int made)
    {
        if (_high != '\0' && char.IsLowSurrogate(unit))
        {
            Put(_high, chars, write, ref made);
            Put(unit, chars, write, ref made);
            _high = '\0';
            return;
        }

        EndPair(chars, write, ref made);
        if (char.IsHighSurrogate(unit)) _high = unit;
        else Put(char.IsLowSurrogate(unit) ? '\uFFFD' : unit, chars, write, ref made);
    }

    private void EndPair(Span<char> chars, bool write, ref int made)
    {
        if (_high != '\0') Put('\uFFFD', chars, write, ref made);
        _high = '\0';
    }

    private static void Put(char value, Span<char> chars, bool write, ref int made)
    {
        if (write) chars[made] = value;
        made++;
    }

    private static int Six(byte value) => value switch
    {
        >= (byte)'A' and <= (byte)'Z' => value - 'A',
        >= (byte)'a' and <= (byte)'z' => value - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => value - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
