using System.Buffers;
using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>
/// Readable text from an unstructured header value: unfolds, decodes encoded words (RFC 2047, RFC 2231 section 5) wherever they stand,
/// joins characters that were split over two words, and guesses the charset of raw 8-bit text. A line end with the white space around it
/// reads as one space. The result has no control characters: they become spaces.
/// </summary>
public static class EncodedWords
{
    /// <summary>Decodes one value. Work and memory are linear in its length; bound the length before.</summary>
    public static string Decode(ReadOnlySpan<byte> raw) => Decode(raw, trim: true);

    internal static string Decode(ReadOnlySpan<byte> raw, bool trim)
    {
        raw = HeaderText.Clip(raw);
        if (trim) raw = Trim(raw);
        if (raw.IsEmpty) return "";
        if (IsPlain(raw)) return Encoding.ASCII.GetString(raw);
        var text = new EncodedWordReader(raw).Read();
        return WithoutControls(trim ? text.Trim() : text);
    }

    /// <summary>A parameter value: like other text, but control characters stay, since only its user knows what they would mean.</summary>
    internal static string DecodeParameter(ReadOnlySpan<byte> value) =>
        IsPlain(value) ? Encoding.ASCII.GetString(value) : new EncodedWordReader(value).Read();

    internal static string WithoutControls(string text)
    {
        var first = text.AsSpan().IndexOfAny(Controls);
        if (first < 0) return text;
        return string.Create(text.Length, text, static (span, source) =>
        {
            source.CopyTo(span);
            for (var i = 0; i < span.Length; i++)
            {
                if (Controls.Contains(span[i])) span[i] = ' ';
            }
        });
    }

    private static readonly SearchValues<char> Controls =
        SearchValues.Create(string.Concat(Enumerable.Range(0, 0x20).Append(0x7F).Concat(Enumerable.Range(0x80, 0x20)).Append(0x2028).Append(0x2029).Select(c => (char)c)));

    // Nothing to decode: no escape, no fold, no control, no high byte.
    private static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.ContainsAnyExceptInRange((byte)' ', (byte)'~') && raw.IndexOf("=?"u8) < 0;

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> raw) => raw.Trim(" \t\r\n"u8);
}
