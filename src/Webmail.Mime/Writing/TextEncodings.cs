using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Webmail.Mime.Writing;

/// <summary>Transfer encodings for text that is in memory.</summary>
internal static class TextEncodings
{
    private const int MaxLine = 76;

    // RFC 5322 section 2.1.1, with room for dot-stuffing.
    private const int MaxPlainLine = 990;

    /// <param name="text">With CRLF line ends.</param>
    public static string Choose(ReadOnlySpan<byte> text)
    {
        var escapes = 0;
        int line = 0, longest = 0;
        var plain = true;
        foreach (var b in text)
        {
            line = b == '\n' ? 0 : line + 1;
            longest = Math.Max(longest, line);
            if (b is >= 0x80 or (byte)'=') escapes++;
            if (b is >= 0x80 or 0 or 0x7F or (< 0x20 and not ((byte)'\r' or (byte)'\n' or (byte)'\t'))) plain = false;
        }

        // "From " at a line start becomes ">From " on its way through mbox files; quoted-printable can hide it.
        if (plain && longest <= MaxPlainLine && !text.StartsWith("From "u8) && text.IndexOf("\nFrom "u8) < 0 && !HasDotLine(text) && !HasBoundaryLine(text)) return "7bit";
        return text.Length + (2L * escapes) <= text.Length * 4L / 3 ? "quoted-printable" : "base64";
    }

    public static byte[] Encode(byte[] text, string encoding) => encoding switch
    {
        "7bit" => text,
        "base64" => Base64Lines(text),
        _ => QuotedPrintable(text),
    };

    public static byte[] Base64Lines(ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>((bytes.Length / 57 * 78) + 80);
        for (var at = 0; at < bytes.Length; at += 57)
        {
            var line = bytes.Slice(at, Math.Min(57, bytes.Length - at));
            Base64.EncodeToUtf8(line, output.GetSpan(MaxLine), out _, out var written);
            output.Advance(written);
            if (at + 57 < bytes.Length) output.Write("\r\n"u8);
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] QuotedPrintable(ReadOnlySpan<byte> text)
    {
        var output = new StringBuilder(text.Length + (text.Length / 4));
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                output.Append("\r\n");
                column = 0;
                i++;
                continue;
            }

            var lineEnds = i + 1 == text.Length || (text[i + 1] == '\r' && i + 2 < text.Length && text[i + 2] == '\n');
            var escape = b is >= 0x7F or (byte)'=' || (b < 0x20 && b != '\t') || (b is (byte)' ' or (byte)'\t' && lineEnds)
                || (column == 0 && (b == '.' || (b == 'F' && text[i..].StartsWith("From "u8))));
            var length = escape ? 3 : 1;
            if (column + length > (lineEnds ? MaxLine : MaxLine - 1))
            {
                output.Append("=\r\n");
                column = 0;
                i--;
                continue;
            }

            if (escape) output.Append('=').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            else output.Append((char)b);
            column += length;
        }

        return Encoding.ASCII.GetBytes(output.ToString());
    }

    // Boundaries begin with "=_" (WriteOptions), which quoted-printable and base64 cannot hold: so no text can hold one.
    private static bool HasBoundaryLine(ReadOnlySpan<byte> text) => text.StartsWith("--=_"u8) || text.IndexOf("\n--=_"u8) >= 0;

    // A lone dot ends the message at servers that forget to unstuff.
    private static bool HasDotLine(ReadOnlySpan<byte> text) => text.SequenceEqual("."u8) || text.StartsWith(".\r\n"u8) || text.IndexOf("\n.\r\n"u8) >= 0 || text.EndsWith("\n."u8);
}
