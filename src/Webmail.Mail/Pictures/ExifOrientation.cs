using System.Buffers.Binary;

namespace Webmail.Mail.Pictures;

/// <summary>The one field of a camera's notes that changes how its picture looks (Exif 2.3, tag 0x0112).</summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int MaxEntries = 200;

    /// <summary>1 to 8, or null.</summary>
    public static int? Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return null;
        var little = tiff.StartsWith("II*\0"u8);
        if (!little && !tiff.StartsWith("MM\0*"u8)) return null;
        var offset = Number32(tiff[4..], little);
        if (offset > tiff.Length - 2) return null;
        var entries = tiff[(int)offset..];
        var count = Math.Min(Number16(entries, little), MaxEntries);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= 12; i++, entries = entries[12..])
        {
            if (Number16(entries, little) == Tag) return Number16(entries[8..], little) is >= 1 and <= 8 and var value ? value : null;
        }

        return null;
    }

    public static byte[] Write(int orientation) =>
        [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static int Number16(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Number32(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
