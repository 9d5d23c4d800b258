using System.Buffers.Binary;
using System.Text;

namespace Webmail.Mime.Tests.Tnef;

/// <summary>Writes a winmail.dat by the book, for tests.</summary>
internal sealed class TnefFile
{
    private readonly List<byte> _bytes = [0x78, 0x9F, 0x3E, 0x22, 1, 0];

    public TnefFile Attribute(byte level, uint tag, byte[] data)
    {
        _bytes.Add(level);
        Number(_bytes, tag);
        Number(_bytes, (uint)data.Length);
        _bytes.AddRange(data);
        var sum = (ushort)data.Sum(b => (int)b);
        _bytes.Add((byte)sum);
        _bytes.Add((byte)(sum >> 8));
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    public static byte[] Properties(params (ushort Id, ushort Type, byte[] Value)[] properties)
    {
        var bytes = new List<byte>();
        Number(bytes, (uint)properties.Length);
        foreach (var (id, type, value) in properties)
        {
            Number(bytes, (uint)((id << 16) | type));
            if (type is 0x1E or 0x1F or 0x102 or 0x0D)
            {
                Number(bytes, 1);
                Number(bytes, (uint)value.Length);
            }

            bytes.AddRange(value);
            while (bytes.Count % 4 != 0) bytes.Add(0);
        }

        return [.. bytes];
    }

    public static byte[] Unicode(string text) => Encoding.Unicode.GetBytes(text + "\0");

    private static void Number(List<byte> bytes, uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        bytes.AddRange(four);
    }
}
