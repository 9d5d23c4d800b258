namespace Webmail.Mime.Encodings;

/// <summary>
/// uuencode as POSIX describes it. Everything before <c>begin</c> and after <c>end</c> is left out. A line's own length byte counts;
/// missing trailing characters are zero bits (many encoders drop trailing spaces).
/// </summary>
internal sealed class UuDecoder : TransferDecoder
{
    // A legal line has 62 characters; a longer one has nothing in it that its length byte could count.
    private const int MaxLine = 128;
    private readonly byte[] _line = new byte[MaxLine];
    private int _length;
    private bool _begun, _ended;

    public override bool Decode(ReadOnlySpan<byte> source, Span<byte> destination, bool final, out int consumed, out int written)
    {
        consumed = written = 0;
        while (consumed < source.Length)
        {
            if (destination.Length - written < MaxLine) return false;
            var rest = source[consumed..];
            var end = rest.IndexOf((byte)'\n');
            var piece = end < 0 ? rest : rest[..end];
            var kept = piece[..Math.Min(piece.Length, MaxLine - _length)];
            kept.CopyTo(_line.AsSpan(_length));
            _length += kept.Length;
            consumed += end < 0 ? rest.Length : end + 1;
            if (end >= 0) EndLine(destination, ref written);
        }

        if (!final) return true;
        if (destination.Length - written < MaxLine) return false;
        EndLine(destination, ref written);
        HasDefect |= !_begun || !_ended;
        return true;
    }

    private void EndLine(Span<byte> destination, ref int written)
    {
        var line = _line.AsSpan(0, _length).TrimEnd((byte)'\r');
        _length = 0;
        if (_ended || line.IsEmpty) return;
        if (!_begun)
        {
            _begun = line.StartsWith("begin "u8) || line.StartsWith("begin-base64 "u8);
            return;
        }

        if (line.SequenceEqual("end"u8))
        {
            _ended = true;
            return;
        }

        if (line[0] is < 0x20 or > 0x60)
        {
            HasDefect = true;
            return;
        }

        var count = (line[0] - 0x20) & 0x3F;
        for (var at = 1; count > 0; at += 4, count -= 3)
        {
            var bits = (Six(line, at) << 18) | (Six(line, at + 1) << 12) | (Six(line, at + 2) << 6) | Six(line, at + 3);
            destination[written++] = (byte)(bits >> 16);
            if (count > 1) destination[written++] = (byte)(bits >> 8);
            if (count > 2) destination[written++] = (byte)bits;
        }
    }

    private static int Six(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - 0x20) & 0x3F : 0;
}
