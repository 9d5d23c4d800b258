using System.Buffers.Binary;
using System.IO.Compression;

namespace Webmail.TestKit.Mailboxes;

/// <summary>Real PNG and JPEG bytes for inline pictures and attachments.</summary>
public static class Pictures
{
    private static readonly string[] PhotoNames = ["harbour", "morning", "sail"];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcEntry)];

    /// <summary>One of three JPEG photos.</summary>
    public static byte[] Photo(int number)
    {
        string name = $"Webmail.TestKit.Mailboxes.Photos.{PhotoNames[number % PhotoNames.Length]}.jpg";
        using Stream source = typeof(Pictures).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("The photo is not embedded in the assembly.", name);
        var copy = new MemoryStream();
        source.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The colour of a chart's bars.</summary>
    public static (byte Red, byte Green, byte Blue) BarColor => (28, 110, 140);

    /// <summary>A PNG of bars on a light ground, like a chart (8-bit RGB).</summary>
    public static byte[] Chart(int width, int height, IReadOnlyList<int> percent)
    {
        var rows = new byte[height * (1 + (width * 3))];
        int barWidth = width / percent.Count;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int bar = Math.Min(x / barWidth, percent.Count - 1);
                bool filled = x % barWidth > barWidth / 5 && height - y < height * percent[bar] / 100;
                int at = (y * (1 + (width * 3))) + 1 + (x * 3);
                (rows[at], rows[at + 1], rows[at + 2]) = filled ? BarColor : ((byte)244, (byte)247, (byte)249);
            }
        }
        return Png(width, height, rows);
    }

    private static byte[] Png(int width, int height, byte[] rows)
    {
        var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(file, "IHDR"u8, header);
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows);
        WriteChunk(file, "IDAT"u8, compressed.ToArray());
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] checkedBytes = [.. type, .. data];
        file.Write(checkedBytes);
        uint crc = uint.MaxValue;
        foreach (byte octet in checkedBytes) crc = CrcTable[(crc ^ octet) & 0xFF] ^ (crc >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }

    private static uint CrcEntry(int index)
    {
        uint value = (uint)index;
        for (int bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
