using System.Buffers.Binary;

namespace Webmail.Mime.Tnef;

/// <summary>A list of MAPI properties (MS-OXTNEF section 2.1.3.4). Stops at the first thing that cannot be.</summary>
internal static class MapiProperties
{
    /// <summary>Properties of one list; Outlook writes some hundreds.</summary>
    private const int MaxProperties = 10_000;

    public static List<MapiProperty> Read(ReadOnlyMemory<byte> data)
    {
        var properties = new List<MapiProperty>();
        var at = 0;
        if (!Number(data, ref at, out var count)) return properties;
        for (var i = 0; i < Math.Min(count, MaxProperties); i++)
        {
            if (!Number(data, ref at, out var tag)) break;
            var (type, id) = ((ushort)tag, (ushort)(tag >> 16));
            if (id >= 0x8000 && !SkipName(data, ref at)) break;
            if (!Value(data, type, ref at, out var value)) break;
            properties.Add(new MapiProperty(id, type, value));
        }

        return properties;
    }

    private static bool Value(ReadOnlyMemory<byte> data, ushort type, ref int at, out ReadOnlyMemory<byte> value)
    {
        value = default;
        var many = (type & 0x1000) != 0;
        var size = FixedSize(type & 0xFFF);
        if (size < 0) return false;
        uint values = 1;
        if ((many || size == 0) && !Number(data, ref at, out values)) return false;
        for (uint i = 0; i < values; i++)
        {
            var length = (uint)size;
            if (size == 0 && !Number(data, ref at, out length)) return false;
            if (length > data.Length - at) return false;
            if (i == 0) value = data.Slice(at, (int)length);
            // Values are padded to four bytes.
            at = (int)Math.Min(at + (((long)length + 3) & ~3L), data.Length);
            // Values of no length would let a count of billions run on nothing.
            if (at == data.Length) break;
        }

        return true;
    }

    // 0: the length is written before the value; -1: no such type.
    private static int FixedSize(int type) => type switch
    {
        0x02 or 0x03 or 0x04 or 0x0A or 0x0B or 0x01 => 4,
        0x05 or 0x06 or 0x07 or 0x14 or 0x40 => 8,
        0x48 => 16,
        0x0D or 0x1E or 0x1F or 0x102 => 0,
        _ => -1,
    };

    // A named property: GUID, then a number or a name.
    private static bool SkipName(ReadOnlyMemory<byte> data, ref int at)
    {
        at += 16;
        if (!Number(data, ref at, out var kind) || !Number(data, ref at, out var length)) return false;
        if (kind == 0) return true;
        if (length > data.Length - at) return false;
        at = (int)Math.Min(at + (((long)length + 3) & ~3L), data.Length);
        return true;
    }

    private static bool Number(ReadOnlyMemory<byte> data, ref int at, out uint value)
    {
        value = 0;
        if (at < 0 || data.Length - at < 4) return false;
        value = BinaryPrimitives.ReadUInt32LittleEndian(data.Span[at..]);
        at += 4;
        return true;
    }
}
