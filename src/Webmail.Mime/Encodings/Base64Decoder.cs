using System.Buffers;
using System.Buffers.Text;

namespace Webmail.Mime.Encodings;

/// <summary>
/// Base64 (RFC 2045 section 6.8). White space is taken out first, so that the vector decoder only ever sees whole quanta without
/// white space: with white space inside the last quantum of a block it loses bytes (dotnet/runtime 123311).
/// Bytes outside the alphabet are skipped; a missing padding is supplied; text that follows a padding is read on when it starts with
/// a base64 character (encoders that pad every chunk) and is the end otherwise (footers of mailing lists).
/// </summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private const int BlockSize = 8 * 1024;
    private const int FinishRoom = 8;
    private const byte Skip = 0xFF, Pad = 0xFE, Space = 0xFD;
    private static readonly SearchValues<byte> Spaces = SearchValues.Create(" \t\r\n"u8);
    private static readonly byte[] Values = BuildTable();
    private readonly byte[] _clean = new byte[BlockSize];
    private int _cleanLength;
    private int _bits, _count;
    private bool _padded, _ended;

    public override bool Decode(ReadOnlySpan<byte> source, Span<byte> destination, bool final, out int consumed, out int written)
    {
        consumed = written = 0;
        while (true)
        {
            consumed += Strip(source[consumed..]);
            var taken = DecodeClean(_clean.AsSpan(0, _cleanLength), destination[written..], out var made);
            written += made;
            _clean.AsSpan(taken, _cleanLength - taken).CopyTo(_clean);
            _cleanLength -= taken;
            if (_cleanLength > 3) return false;
            if (consumed < source.Length) continue;
            if (!final) return true;
            if (destination.Length - written < FinishRoom) return false;
            written += Finish(destination[written..]);
            return true;
        }
    }

    // Fills the clean block with what is not white space.
    private int Strip(ReadOnlySpan<byte> source)
    {
        var consumed = 0;
        while (_cleanLength < BlockSize && consumed < source.Length)
        {
            var line = source.Slice(consumed, Math.Min(source.Length - consumed, BlockSize - _cleanLength));
            var end = line.IndexOfAny(Spaces);
            if (end >= 0) line = line[..end];
            line.CopyTo(_clean.AsSpan(_cleanLength));
            _cleanLength += line.Length;
            consumed += line.Length;
            while (consumed < source.Length && source[consumed] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t') consumed++;
        }

        return consumed;
    }

    private int DecodeClean(ReadOnlySpan<byte> clean, Span<byte> destination, out int written)
    {
        var taken = written = 0;
        if (_ended) return clean.Length;
        while (clean.Length - taken >= 4)
        {
            // Between two quanta and without anything odd so far the vector path takes all it can.
            if (_count == 0 && !_padded)
            {
                var whole = (clean.Length - taken) & ~3;
                Base64.DecodeFromUtf8(clean.Slice(taken, whole), destination[written..], out var used, out var made, isFinalBlock: false);
                taken += used;
                written += made;
                if (clean.Length - taken < 4) break;
            }

            if (destination.Length - written < 3) break;
            taken += DecodeSlowly(clean[taken..], destination, ref written);
            if (_ended) return clean.Length;
        }

        return taken;
    }

    // Takes characters one by one until it stands between two quanta again.
    private int DecodeSlowly(ReadOnlySpan<byte> clean, Span<byte> destination, ref int written)
    {
        for (var i = 0; i < clean.Length; i++)
        {
            if (destination.Length - written < 3) return i;
            var value = Values[clean[i]];
            if (value < 64)
            {
                _padded = false;
                _bits = (_bits << 6) | value;
                if (++_count < 4) continue;
                destination[written] = (byte)(_bits >> 16);
                destination[written + 1] = (byte)(_bits >> 8);
                destination[written + 2] = (byte)_bits;
                written += 3;
                _bits = _count = 0;
                return i + 1;
            }

            if (value == Space) continue;
            if (value == Pad)
            {
                written += FlushPartial(destination[written..]);
                _padded = true;
                continue;
            }

            HasDefect = true;
            if (!_padded) continue;
            _ended = true;
            return clean.Length;
        }

        return clean.Length;
    }

    private int FlushPartial(Span<byte> destination)
    {
        var made = 0;
        if (_count == 2) destination[made++] = (byte)(_bits >> 4);
        if (_count == 3)
        {
            destination[made++] = (byte)(_bits >> 10);
            destination[made++] = (byte)(_bits >> 2);
        }

        _bits = _count = 0;
        return made;
    }

    private int Finish(Span<byte> destination)
    {
        var written = 0;
        // Three characters at most are left, but one quantum may end before the last of them.
        for (var at = 0; !_ended && at < _cleanLength;) at += DecodeSlowly(_clean.AsSpan(at, _cleanLength - at), destination, ref written);
        _cleanLength = 0;
        if (_count != 0) HasDefect = true;
        return written + FlushPartial(destination[written..]);
    }

    private static byte[] BuildTable()
    {
        var table = new byte[256];
        table.AsSpan().Fill(Skip);
        for (var i = 0; i < 26; i++)
        {
            table['A' + i] = (byte)i;
            table['a' + i] = (byte)(26 + i);
        }

        for (var i = 0; i < 10; i++) table['0' + i] = (byte)(52 + i);
        table['+'] = 62;
        table['/'] = 63;
        table['='] = Pad;
        foreach (var space in " \t\r\n\f\v"u8) table[space] = Space;
        return table;
    }
}
