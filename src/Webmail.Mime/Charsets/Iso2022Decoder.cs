using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>
/// The state of one ISO-2022 text between two blocks: which set stands in G0, which in G1, and which of the two is on. A pair of bytes is
/// looked up in the charset of .NET that holds the same set with the high bits on.
/// </summary>
internal sealed class Iso2022Decoder : Decoder
{
    /// <summary>Bytes of an escape sequence or character that may wait for the next block.</summary>
    public const int MaxHeld = 4;

    private const byte Escape = 0x1B, ShiftOut = 0x0E, ShiftIn = 0x0F;
    private static readonly Encoding Gb = CharsetNames.CodePage(936), Korean = CharsetNames.CodePage(949), Japanese = CharsetNames.CodePage(51932), Supplement = CharsetNames.CodePage(20932);
    private byte[] _held = [];
    private Set _g0, _g1;
    private bool _shifted;

    private enum Set { Ascii, Kana, Jis, JisSupplement, Gb, Korean, Unknown }

    public override void Reset()
    {
        _held = [];
        _g0 = _g1 = Set.Ascii;
        _shifted = false;
    }

    public override int GetCharCount(byte[] bytes, int index, int count) => GetCharCount(bytes, index, count, flush: false);

    public override int GetCharCount(byte[] bytes, int index, int count, bool flush) =>
        ((Iso2022Decoder)MemberwiseClone()).Run(bytes.AsSpan(index, count), [], flush);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: false);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush) =>
        Run(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex), flush);

    // Counts only where there is no room given.
    private int Run(ReadOnlySpan<byte> fresh, Span<char> chars, bool flush)
    {
        ReadOnlySpan<byte> bytes = _held.Length == 0 ? fresh : [.. _held, .. fresh];
        var made = 0;
        while (!bytes.IsEmpty)
        {
            var used = One(bytes, flush, out var character);
            if (used == 0) break;
            if (character != '\0')
            {
                if (!chars.IsEmpty) chars[made] = character;
                made++;
            }

            bytes = bytes[used..];
        }

        _held = bytes.ToArray();
        if (flush) Reset();
        return made;
    }

    // Bytes used by the next character or sequence; 0: more is needed.
    private int One(ReadOnlySpan<byte> bytes, bool flush, out char character)
    {
        character = '\0';
        var value = bytes[0];
        switch (value)
        {
            case Escape:
                return Designate(bytes, flush);
            case ShiftOut:
                _shifted = true;
                return 1;
            case ShiftIn:
                _shifted = false;
                return 1;
            case (byte)'\n':
                // Every line begins in ASCII.
                (_shifted, _g0) = (false, Set.Ascii);
                break;
        }

        var set = _shifted ? _g1 : _g0;
        if (value is <= 0x20 or >= 0x7F || set == Set.Ascii)
        {
            character = value < 0x80 && value != 0 ? (char)value : '\uFFFD';
            return 1;
        }

        if (set == Set.Kana)
        {
            character = (char)(0xFF61 - 0x21 + value);
            return 1;
        }

        if (bytes.Length < 2)
        {
            if (!flush) return 0;
            character = '\uFFFD';
            return 1;
        }

        character = Pair(set, value, bytes[1]);
        return 2;
    }

    private static char Pair(Set set, byte lead, byte trail)
    {
        if (set == Set.Unknown || trail is <= 0x20 or >= 0x7F) return '\uFFFD';
        Span<char> made = stackalloc char[4];
        var length = set switch
        {
            Set.Gb => Gb.GetChars([(byte)(lead | 0x80), (byte)(trail | 0x80)], made),
            Set.Korean => Korean.GetChars([(byte)(lead | 0x80), (byte)(trail | 0x80)], made),
            Set.JisSupplement => Supplement.GetChars([(byte)(lead | 0x80), trail], made),
            _ => Japanese.GetChars([(byte)(lead | 0x80), (byte)(trail | 0x80)], made),
        };
        return length == 1 ? made[0] : '\uFFFD';
    }

    // ESC ( F, ESC $ F, ESC $ ( F into G0; ESC $ ) F into G1. A sequence that is not known is left out.
    private int Designate(ReadOnlySpan<byte> bytes, bool flush)
    {
        var length = 1;
        while (length < bytes.Length && length < MaxHeld - 1 && bytes[length] is >= 0x20 and <= 0x2F) length++;
        if (length == bytes.Length) return flush ? length : 0;
        var intermediate = bytes[1..length];
        var set = (intermediate.Length > 0 && intermediate[0] == '$', bytes[length]) switch
        {
            (false, (byte)'B' or (byte)'J') => Set.Ascii,
            (false, (byte)'I') => Set.Kana,
            (true, (byte)'@' or (byte)'B' or (byte)'O' or (byte)'Q') => Set.Jis,
            (true, (byte)'D') => Set.JisSupplement,
            (true, (byte)'A') => Set.Gb,
            (true, (byte)'C') => Set.Korean,
            _ => Set.Unknown,
        };
        if (intermediate.IndexOf((byte)')') >= 0) _g1 = set;
        else if (intermediate.IndexOfAny((byte)'*', (byte)'.') < 0) _g0 = set;
        return length + 1;
    }
}
