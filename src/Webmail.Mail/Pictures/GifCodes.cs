namespace Webmail.Mail.Pictures;

/// <summary>GIF's variable-length codes (GIF89a, appendix F), both ways.</summary>
internal static class GifCodes
{
    private const int MaxCodes = 4096;
    private const int HashSize = 16 * 1024;

    /// <summary>Exactly <paramref name="pixels"/> colour numbers; what the data does not give stays 0. Reads up to the end of the blocks.</summary>
    public static byte[] Decode(ref ByteCursor cursor, int bits, int pixels)
    {
        var colors = new byte[pixels];
        Span<ushort> prefix = stackalloc ushort[MaxCodes];
        Span<byte> suffix = stackalloc byte[MaxCodes];
        Span<byte> stack = stackalloc byte[MaxCodes + 1];
        var (clear, end) = (1 << bits, (1 << bits) + 1);
        for (var i = 0; i < clear; i++) suffix[i] = (byte)i;
        var (next, size, previous, first, at) = (end + 1, bits + 1, -1, (byte)0, 0);
        uint held = 0;
        var heldBits = 0;
        while (cursor.Left > 0 && cursor.Byte() is > 0 and var length)
        {
            foreach (var octet in cursor.Take(Math.Min((int)length, cursor.Left)))
            {
                held |= (uint)octet << heldBits;
                for (heldBits += 8; heldBits >= size && at < pixels;)
                {
                    var code = (int)(held & ((1u << size) - 1));
                    (held, heldBits) = (held >> size, heldBits - size);
                    if (code == clear)
                    {
                        (next, size, previous) = (end + 1, bits + 1, -1);
                        continue;
                    }

                    if (code == end || code > next || (previous < 0 && code >= clear))
                    {
                        pixels = at;
                        break;
                    }

                    var (depth, walk) = (0, code);
                    if (code == next) (stack[depth++], walk) = (first, previous);
                    for (; walk >= clear; walk = prefix[walk]) stack[depth++] = suffix[walk];
                    first = suffix[walk];
                    stack[depth++] = first;
                    while (depth > 0 && at < pixels) colors[at++] = stack[--depth];
                    if (previous >= 0 && next < MaxCodes)
                    {
                        (prefix[next], suffix[next]) = ((ushort)previous, first);
                        next++;
                        if (next == 1 << size && size < 12) size++;
                    }

                    previous = code;
                }

                if (at >= pixels) (held, heldBits) = (0, 0);
            }
        }

        return colors;
    }

    public static void Encode(ReadOnlySpan<byte> colors, int bits, Stream output)
    {
        var blocks = new GifBlocks(output);
        var (clear, end) = (1 << bits, (1 << bits) + 1);
        var keys = new int[HashSize];
        var codes = new ushort[HashSize];
        Array.Fill(keys, -1);
        var (next, size) = (end + 1, bits + 1);
        blocks.Write(clear, size);
        var mask = clear - 1;
        var current = colors[0] & mask;
        foreach (var color in colors[1..])
        {
            var key = (current << 8) | (color & mask);
            var slot = (int)((uint)key * 2654435761u >> 18);
            while (keys[slot] >= 0 && keys[slot] != key) slot = (slot + 1) % HashSize;
            if (keys[slot] == key)
            {
                current = codes[slot];
                continue;
            }

            blocks.Write(current, size);
            current = color & mask;
            if (next == MaxCodes)
            {
                blocks.Write(clear, size);
                Array.Fill(keys, -1);
                (next, size) = (end + 1, bits + 1);
                continue;
            }

            // A reader is one code behind us: it grows when we have written the one after the last that fits.
            if (next == 1 << size) size++;
            (keys[slot], codes[slot]) = (key, (ushort)next++);
        }

        blocks.Write(current, size);
        blocks.Write(end, next == 1 << size && size < 12 ? size + 1 : size);
        blocks.End();
    }
}
