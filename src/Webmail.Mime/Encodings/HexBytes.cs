namespace Webmail.Mime.Encodings;

internal static class HexBytes
{
    /// <summary>The value of one hexadecimal digit of either case, or -1.</summary>
    public static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };

    public static bool TryPair(byte high, byte low, out byte value)
    {
        var bits = (Value(high) << 4) | Value(low);
        value = (byte)bits;
        return bits >= 0;
    }
}
