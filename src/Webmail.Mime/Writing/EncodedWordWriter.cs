using System.Text;

namespace Webmail.Mime.Writing;

/// <summary>Encoded words (RFC 2047) in UTF-8: at most 75 characters each, never a character split over two, in the shorter of the two encodings.</summary>
internal static class EncodedWordWriter
{
    private const string Base64Start = "=?UTF-8?B?";
    private const string QStart = "=?UTF-8?Q?";

    // 75 - 12 characters of frame.
    private const int MaxEncoded = 63;

    /// <param name="used">Columns of the line that the first word cannot have.</param>
    public static IEnumerable<string> Encode(string text, int used = 0)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var escaped = bytes.Count(b => !IsQSafe(b) && b != ' ');
        var useQ = bytes.Length + (2 * escaped) <= (bytes.Length + 2) / 3 * 4;
        return Words(text, useQ, Math.Clamp(used, 0, 40));
    }

    private static IEnumerable<string> Words(string text, bool useQ, int used)
    {
        var word = new StringBuilder();
        var bytes = new List<byte>();
        var buffer = new byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(buffer);
            var cost = useQ ? QLength(buffer.AsSpan(0, length)) : length;
            if ((useQ ? word.Length : bytes.Count) + cost > (useQ ? MaxEncoded - used : (MaxEncoded - used) / 4 * 3))
            {
                yield return Frame(word, bytes, useQ);
                word.Clear();
                bytes.Clear();
                used = 0;
            }

            if (useQ) AppendQ(buffer.AsSpan(0, length), word);
            else bytes.AddRange(buffer.AsSpan(0, length));
        }

        if (word.Length + bytes.Count > 0) yield return Frame(word, bytes, useQ);
    }

    private static string Frame(StringBuilder word, List<byte> bytes, bool useQ) =>
        useQ ? $"{QStart}{word}?=" : $"{Base64Start}{Convert.ToBase64String([.. bytes])}?=";

    private static int QLength(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        foreach (var b in bytes) length += IsQSafe(b) || b == ' ' ? 1 : 3;
        return length;
    }

    private static void AppendQ(ReadOnlySpan<byte> bytes, StringBuilder word)
    {
        foreach (var b in bytes)
        {
            if (b == ' ') word.Append('_');
            else if (IsQSafe(b)) word.Append((char)b);
            else word.Append('=').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    // RFC 2047 section 5 (3): what may stand in a phrase, the strictest place.
    private static bool IsQSafe(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';
}
