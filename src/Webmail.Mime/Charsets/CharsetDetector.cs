using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Webmail.Mime.Charsets;

/// <summary>
/// Guesses the charset of an undeclared text. In this order: a byte order mark; ASCII with ISO-2022 escapes; UTF-8 where it is valid;
/// UTF-16 by its zero bytes; the multi-byte charsets of East Asia by how well their pairs fit; Cyrillic by the case of its letters;
/// windows-1252 otherwise. UTF-7 and HZ are never guessed: their bytes are ASCII and would smuggle text.
/// </summary>
public static class CharsetDetector
{
    /// <summary>As much of a text as is looked at: enough for any statistics, small enough to wait for.</summary>
    public const int SampleSize = 16 * 1024;

    /// <summary>The likeliest encoding of <paramref name="bytes"/>; only the first <see cref="SampleSize"/> are looked at.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, SampleSize)];
        if (sample.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8;
        if (sample.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode;
        if (sample.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode;
        if (Ascii.IsValid(sample)) return Iso2022(sample) ?? Encoding.UTF8;
        if (IsUtf8(sample)) return Encoding.UTF8;
        return Utf16(sample) ?? EastAsianDetector.Detect(sample) ?? Cyrillic(sample) ?? CharsetNames.Windows1252;
    }

    /// <summary>True when the text has bytes above 127 and not one of them belongs to a UTF-8 character.</summary>
    internal static bool IsCertainlyNotUtf8(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, SampleSize)];
        var high = 0;
        while (!sample.IsEmpty)
        {
            var at = sample.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (at < 0) break;
            sample = sample[at..];
            var status = Rune.DecodeFromUtf8(sample, out _, out var length);
            if (status == OperationStatus.Done) return false;
            high++;
            sample = sample[Math.Max(length, 1)..];
        }

        return high > 0;
    }

    // The sample may have been cut in the middle of a character.
    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        if (Utf8.IsValid(sample)) return true;
        if (sample.Length < SampleSize) return false;
        for (var cut = 1; cut <= 3; cut++)
        {
            if (Utf8.IsValid(sample[..^cut])) return true;
        }

        return false;
    }

    private static Encoding? Iso2022(ReadOnlySpan<byte> sample)
    {
        var escape = sample.IndexOf((byte)0x1B);
        if (escape < 0) return null;
        if (sample.IndexOf("\x1b$)C"u8) >= 0) return CharsetNames.CodePage(50225);
        if (sample.IndexOf("\x1b$)A"u8) >= 0) return Iso2022Encoding.Instance;
        return sample.IndexOf("\x1b$B"u8) >= 0 || sample.IndexOf("\x1b$@"u8) >= 0 || sample.IndexOf("\x1b(I"u8) >= 0 || sample.IndexOf("\x1b(J"u8) >= 0
            ? CharsetNames.CodePage(50220)
            : null;
    }

    /// <summary>The byte order that the text itself shows: by its mark or by where its zero bytes stand; null where it shows none.</summary>
    internal static Encoding? Utf16Order(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode;
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode;
        return Utf16(bytes[..Math.Min(bytes.Length, SampleSize)], 1);
    }

    private static Encoding? Utf16(ReadOnlySpan<byte> sample, int min = 4)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] != 0) continue;
            if ((i & 1) == 0) even++;
            else odd++;
        }

        var half = sample.Length / 2;
        if (half < min) return null;
        if (odd > half * 4 / 10 && even * 10 <= half) return Encoding.Unicode;
        return even > half * 4 / 10 && odd * 10 <= half ? Encoding.BigEndianUnicode : null;
    }

    // windows-1251 has its small letters at E0–FF, KOI8-R at C0–DF, and Cyrillic text is long runs of them.
    private static Encoding? Cyrillic(ReadOnlySpan<byte> sample)
    {
        int letters = 0, pairs = 0, low = 0, high = 0;
        var previous = false;
        foreach (var value in sample)
        {
            var letter = value >= 0xC0;
            if (letter)
            {
                letters++;
                if (previous) pairs++;
                if (value >= 0xE0) high++;
                else low++;
            }

            previous = letter;
        }

        // In Western text letters above 127 stand alone; in Cyrillic text two of three follow another.
        if (letters < 4 || pairs * 2 < letters) return null;
        return CharsetNames.CodePage(low > high ? 20866 : 1251);
    }
}
