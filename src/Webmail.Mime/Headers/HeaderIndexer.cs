namespace Webmail.Mime.Headers;

/// <summary>Finds the fields of a header block in one pass.</summary>
internal static class HeaderIndexer
{
    private const int TypicalFields = 16;

    public static (HeaderField[] Fields, int Count, int Length, bool Defect) Index(ReadOnlySpan<byte> raw)
    {
        var fields = raw.IsEmpty ? [] : new HeaderField[TypicalFields];
        var count = 0;
        var defect = false;
        var at = 0;
        while (at < raw.Length)
        {
            var line = raw[at..];
            var newline = line.IndexOf((byte)'\n');
            var end = newline < 0 ? raw.Length : at + newline + 1;
            if (newline >= 0 && (newline == 0 || (newline == 1 && line[0] == '\r'))) break;
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                // A continuation of the field before; of nothing at all at the very start.
                if (count > 0 && fields[count - 1].End == at) fields[count - 1] = fields[count - 1] with { End = end };
                else defect = true;
            }
            else if (TryName(line[..(end - at)], out var nameLength, out var colon) && count < HeaderBlock.MaxFields)
            {
                if (count == fields.Length) Array.Resize(ref fields, count * 2);
                fields[count++] = new HeaderField(at, nameLength, at + colon + 1, end);
            }
            else
            {
                defect = true;
            }

            at = end;
        }

        return (fields, count, at, defect);
    }

    /// <summary>True when the line begins with a field name and a colon; white space before the colon is forgiven (RFC 5322 section 4.5).</summary>
    public static bool TryName(ReadOnlySpan<byte> line, out int nameLength, out int colon)
    {
        colon = line.IndexOf((byte)':');
        nameLength = 0;
        if (colon <= 0) return false;
        var name = line[..colon].TrimEnd(" \t"u8);
        nameLength = name.Length;
        return nameLength > 0 && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }
}
