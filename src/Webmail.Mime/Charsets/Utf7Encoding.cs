using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>
/// UTF-7 (RFC 2152), for reading only and only where a mail declares it: .NET switched its own off because an undeclared UTF-7 smuggles
/// markup past filters. Wrong input becomes U+FFFD.
/// </summary>
internal sealed class Utf7Encoding : Encoding
{
    public static readonly Utf7Encoding Instance = new();

    public override string WebName => "utf-7";

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException("UTF-7 is only read.");

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException("UTF-7 is only read.");

    public override int GetCharCount(byte[] bytes, int index, int count) => new Utf7Decoder().GetCharCount(bytes, index, count, flush: true);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        new Utf7Decoder().GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: true);

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException("UTF-7 is only read.");

    // One held byte can become a second character next to the byte that ends it.
    public override int GetMaxCharCount(int byteCount) => byteCount + 2;

    public override Decoder GetDecoder() => new Utf7Decoder();
}
