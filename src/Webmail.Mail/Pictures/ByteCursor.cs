using System.Buffers.Binary;

namespace Webmail.Mail.Pictures;

/// <summary>Reads a file from front to back; past its end is a bad picture.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _rest.Length) throw new BadPictureException("cut off");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public int BigEndian16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint BigEndian32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int LittleEndian16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint LittleEndian32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
}
