using System.Buffers.Binary;
using System.Text;

namespace Webmail.Mime.Tnef;

/// <summary>The LZFu compression of rich text bodies (MS-OXRTFCP).</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Uncompressed = 0x414C454D;
    private const int DictionarySize = 4096;

    // A control byte and eight references of two bytes give at most 8 * 17 bytes: 8 to 1. More claimed than that is a lie.
    private const int MaxRatio = 9;

    private static readonly byte[] Preset = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx");

    public static byte[] Decode(ReadOnlySpan<byte> data, out bool broken)
    {
        broken = true;
        if (data.Length < 16) return [];
        var size = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
        var input = data[16..];
        if (kind == Uncompressed)
        {
            broken = size > input.Length;
            return input[..(int)Math.Min(size, (uint)input.Length)].ToArray();
        }

        if (kind != Compressed) return [];
        return Inflate(input, (int)Math.Min(size, (long)input.Length * MaxRatio), out broken);
    }

    private static byte[] Inflate(ReadOnlySpan<byte> input, int size, out bool broken)
    {
        var dictionary = new byte[DictionarySize];
        Preset.CopyTo(dictionary, 0);
        var write = Preset.Length;
        var output = new byte[size];
        var length = 0;
        var at = 0;
        broken = false;
        while (at < input.Length)
        {
            var control = input[at++];
            for (var bit = 0; bit < 8; bit++, control >>= 1)
            {
                if ((control & 1) == 0)
                {
                    if (at >= input.Length || length == size) return Done(output, length, size, out broken);
                    Put(input[at++]);
                    continue;
                }

                if (at + 2 > input.Length) return Done(output, length, size, out broken);
                var reference = (input[at] << 8) | input[at + 1];
                at += 2;
                var offset = reference >> 4;
                // A reference to the write position itself is the end.
                if (offset == write) return Done(output, length, size, out broken);
                for (var i = 0; i < (reference & 0xF) + 2 && length < size; i++) Put(dictionary[(offset + i) % DictionarySize]);
            }
        }

        return Done(output, length, size, out broken);

        void Put(byte value)
        {
            output[length++] = value;
            dictionary[write] = value;
            write = (write + 1) % DictionarySize;
        }
    }

    private static byte[] Done(byte[] output, int length, int size, out bool broken)
    {
        broken = length < size;
        return length == output.Length ? output : output[..length];
    }
}
