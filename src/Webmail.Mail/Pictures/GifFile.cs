using System.Buffers.Binary;

namespace Webmail.Mail.Pictures;

/// <summary>GIF (GIF89a). Every frame's codes are decoded to colour numbers and encoded again; comments and foreign application blocks go.</summary>
internal static class GifFile
{
    private const int ScreenLength = 13;

    public static Picture Rewrite(ReadOnlySpan<byte> file)
    {
        var cursor = new ByteCursor(file);
        var screen = cursor.Take(ScreenLength).ToArray();
        "GIF89a"u8.CopyTo(screen);
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(screen.AsSpan(6)), BinaryPrimitives.ReadUInt16LittleEndian(screen.AsSpan(8)));
        PictureRewriter.CheckSize(width, height);
        using var output = new MemoryStream(file.Length);
        output.Write(screen);
        output.Write(cursor.Take(TableBytes(screen[10])));
        var budget = PictureLimits.MaxFramePixels;
        var frames = 0;
        ReadOnlySpan<byte> control = [];
        while (cursor.Left > 0 && frames < PictureLimits.MaxFrames)
        {
            var block = cursor.Byte();
            if (block == 0x21) Extension(ref cursor, output, ref control);
            else if (block != 0x2C || !TryFrame(ref cursor, output, control, width, height, ref budget)) break;
            else
            {
                frames++;
                control = [];
            }
        }

        if (frames == 0) throw new BadPictureException("no frame");
        output.WriteByte(0x3B);
        return new Picture(PictureKind.Gif, width, height, output.ToArray());
    }

    private static int TableBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static void Extension(ref ByteCursor cursor, MemoryStream output, ref ReadOnlySpan<byte> control)
    {
        var label = cursor.Byte();
        var first = cursor.Take(cursor.Byte());
        if (label == 0xF9 && first.Length == 4) control = first;
        // How often the animation runs.
        if (label == 0xFF && first.SequenceEqual("NETSCAPE2.0"u8) && cursor.Rest is [3, 1, var low, var high, ..])
            output.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, low, high, 0]);
        if (first.Length > 0) SkipBlocks(ref cursor);
    }

    private static void SkipBlocks(ref ByteCursor cursor)
    {
        while (cursor.Byte() is > 0 and var length) cursor.Take(length);
    }

    /// <summary>False at a frame that is cut off, passes the screen or the budget: the animation ends before it.</summary>
    private static bool TryFrame(ref ByteCursor cursor, MemoryStream output, ReadOnlySpan<byte> control, int screenWidth, int screenHeight, ref long budget)
    {
        if (cursor.Left < 10) return false;
        var descriptor = cursor.Take(9);
        var (left, top) = (BinaryPrimitives.ReadUInt16LittleEndian(descriptor), BinaryPrimitives.ReadUInt16LittleEndian(descriptor[2..]));
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]), BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]));
        budget -= (long)width * height;
        if (width == 0 || height == 0 || left + width > screenWidth || top + height > screenHeight || budget < 0) return false;
        var tableBytes = TableBytes(descriptor[8]);
        if (cursor.Left <= tableBytes) return false;
        var table = cursor.Take(tableBytes);
        var codeBits = cursor.Byte();
        if (codeBits is < 1 or > 8) return false;
        var colors = GifCodes.Decode(ref cursor, Math.Max((int)codeBits, 2), width * height);
        if (control.Length == 4) output.Write([0x21, 0xF9, 4, (byte)(control[0] & 0x1F), control[1], control[2], control[3], 0]);
        output.WriteByte(0x2C);
        output.Write(descriptor[..8]);
        output.WriteByte((byte)(descriptor[8] & 0xC7));
        output.Write(table);
        output.WriteByte(Math.Max(codeBits, (byte)2));
        GifCodes.Encode(colors, Math.Max((int)codeBits, 2), output);
        return true;
    }
}
