using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>
/// ISO-2022-CN (RFC 1922) and ISO-2022-JP-1, -JP-2 and -JP-3 (RFC 1554, 2237), which .NET does not have. For reading only. Chinese CNS 11643 planes are not known:
/// their characters become U+FFFD.
/// </summary>
internal sealed class Iso2022Encoding : Encoding
{
    public static readonly Iso2022Encoding Instance = new();

    public override string WebName => "iso-2022";

    public override int GetCharCount(byte[] bytes, int index, int count) => new Iso2022Decoder().GetCharCount(bytes, index, count, flush: true);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        new Iso2022Decoder().GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: true);

    // What was held from the block before comes on top.
    public override int GetMaxCharCount(int byteCount) => byteCount + Iso2022Decoder.MaxHeld;

    public override Decoder GetDecoder() => new Iso2022Decoder();

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException("Only read.");

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException("Only read.");

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException("Only read.");
}
