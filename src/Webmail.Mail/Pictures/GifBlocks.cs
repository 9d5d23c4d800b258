namespace Webmail.Mail.Pictures;

/// <summary>Packs codes, low bits first, into GIF's blocks of at most 255 bytes.</summary>
internal sealed class GifBlocks(Stream output)
{
    private readonly byte[] _block = new byte[256];
    private int _length;
    private uint _held;
    private int _heldBits;

    public void Write(int code, int size)
    {
        _held |= (uint)code << _heldBits;
        for (_heldBits += size; _heldBits >= 8; _heldBits -= 8)
        {
            Add((byte)_held);
            _held >>= 8;
        }
    }

    public void End()
    {
        if (_heldBits > 0) Add((byte)_held);
        Flush();
        output.WriteByte(0);
    }

    private void Add(byte octet)
    {
        _block[++_length] = octet;
        if (_length == 255) Flush();
    }

    private void Flush()
    {
        if (_length == 0) return;
        _block[0] = (byte)_length;
        output.Write(_block, 0, _length + 1);
        _length = 0;
    }
}
