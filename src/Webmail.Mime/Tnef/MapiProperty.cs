namespace Webmail.Mime.Tnef;

/// <summary>One value of a property list; of a multi-valued property the first.</summary>
internal readonly record struct MapiProperty(ushort Id, ushort Type, ReadOnlyMemory<byte> Value)
{
    public bool IsUnicode => (Type & 0xFFF) == 0x1F;

    public bool IsObject => (Type & 0xFFF) == 0x0D;
}
