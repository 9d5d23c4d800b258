using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Webmail.Mail.Pictures;

/// <summary>PNG (W3C PNG, third edition). Scan lines are inflated, checked and deflated again; of an animated one the still picture stays.</summary>
internal static class PngFile
{
    private const int PaletteColors = 256;

    /// <summary>Passes of Adam7 interlacing: first column, first row, column step, row step.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static Picture Rewrite(ReadOnlySpan<byte> file)
    {
        var cursor = new ByteCursor(file[Signature.Length..]);
        using var output = new MemoryStream(file.Length);
        using var packed = new MemoryStream(file.Length);
        output.Write(Signature);
        Header? header = null;
        while (cursor.Left >= 12)
        {
            var length = cursor.BigEndian32();
            var type = cursor.Take(4);
            // Cut off in its last lines, as servers and people do: what is there is shown.
            var data = type.SequenceEqual("IDAT"u8) && length > cursor.Left ? cursor.Take(cursor.Left) : cursor.Take(length);
            if (cursor.Left >= 4) cursor.Take(4);
            if (header is null)
            {
                if (!type.SequenceEqual("IHDR"u8)) throw new BadPictureException("IHDR comes first");
                header = Header.Read(data);
                Write(output, "IHDR"u8, data);
            }
            else if (type.SequenceEqual("IDAT"u8)) packed.Write(data);
            else if (type.SequenceEqual("IEND"u8)) break;
            else if (packed.Length == 0 && IsKept(type, data.Length)) Write(output, type, data);
        }

        if (header is null || packed.Length == 0) throw new BadPictureException("no picture");
        packed.Position = 0;
        using var lines = new MemoryStream((int)packed.Length);
        using (var deflater = new ZLibStream(lines, CompressionLevel.Fastest, leaveOpen: true)) Repack(header, packed, deflater);
        Write(output, "IDAT"u8, lines.GetBuffer().AsSpan(0, (int)lines.Length));
        Write(output, "IEND"u8, []);
        return new Picture(PictureKind.Png, header.Width, header.Height, output.ToArray());
    }

    /// <summary>What changes how the samples look: palette, transparency, gamma. Nothing that holds text or a stream.</summary>
    private static bool IsKept(ReadOnlySpan<byte> type, int length) =>
        (type.SequenceEqual("PLTE"u8) && length is > 0 and <= PaletteColors * 3 && length % 3 == 0) || (type.SequenceEqual("tRNS"u8) && length is > 0 and <= PaletteColors)
        || (type.SequenceEqual("gAMA"u8) && length == 4) || (type.SequenceEqual("sRGB"u8) && length == 1);

    private static void Repack(Header header, Stream packed, Stream output)
    {
        using var inflater = new ZLibStream(packed, CompressionMode.Decompress);
        var line = ArrayPool<byte>.Shared.Rent(header.LineBytes(header.Width));
        try
        {
            var ended = false;
            foreach (var (width, height) in header.Interlaced ? Adam7.Select(header.PassSize) : [(header.Width, header.Height)])
            {
                if (width == 0) continue;
                var bytes = header.LineBytes(width);
                for (var row = 0; row < height; row++)
                {
                    ended = ended || !ReadLine(inflater, line.AsSpan(0, bytes));
                    if (ended) line.AsSpan(0, bytes).Clear();
                    if (line[0] > 4) throw new BadPictureException("unknown filter");
                    output.Write(line, 0, bytes);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    /// <summary>False where the data ends or breaks: the rest of the picture stays empty.</summary>
    private static bool ReadLine(Stream inflater, Span<byte> line)
    {
        try
        {
            return inflater.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) == line.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static void Write(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        output.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data) crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint CrcOf(int number)
    {
        var crc = (uint)number;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        return crc;
    }

    private sealed record Header(int Width, int Height, int BitsPerPixel, bool Interlaced)
    {
        public static Header Read(ReadOnlySpan<byte> data)
        {
            if (data.Length != 13) throw new BadPictureException("IHDR");
            var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            PictureRewriter.CheckSize(width, height);
            var samples = (Color: data[9], Depth: data[8]) switch
            {
                (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1,
                (2, 8 or 16) => 3,
                (4, 8 or 16) => 2,
                (6, 8 or 16) => 4,
                _ => throw new BadPictureException("colour type"),
            };
            if (data[10] != 0 || data[11] != 0 || data[12] > 1) throw new BadPictureException("method");
            return new Header((int)width, (int)height, samples * data[8], data[12] == 1);
        }

        /// <summary>The filter byte and the samples.</summary>
        public int LineBytes(int width) => 1 + (int)(((long)width * BitsPerPixel + 7) / 8);

        public (int Width, int Height) PassSize((int X, int Y, int StepX, int StepY) pass) =>
            (Math.Max(0, (Width - pass.X + pass.StepX - 1) / pass.StepX), Math.Max(0, (Height - pass.Y + pass.StepY - 1) / pass.StepY));
    }
}
