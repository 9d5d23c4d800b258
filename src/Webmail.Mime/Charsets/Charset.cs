using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>
/// Text from bytes, by the name that the mail gives. Rules: a declared name is followed through the labels that browsers use, so that
/// ISO-8859-1 and US-ASCII mean windows-1252 where bytes need it; a missing, unknown or plainly wrong name means that the text itself
/// decides (<see cref="CharsetDetector"/>). Nothing throws; bytes that mean nothing become U+FFFD.
/// </summary>
public static class Charset
{
    /// <summary>Decodes a text that is in memory.</summary>
    /// <param name="declared">The charset parameter, or null where there was none.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared) => Choose(bytes, declared).GetString(WithoutMark(bytes));

    /// <summary>
    /// Reads a text of any size. Where the charset is not declared, the first <see cref="CharsetDetector.SampleSize"/> bytes decide.
    /// Closing the reader closes the stream.
    /// </summary>
    public static async ValueTask<TextReader> OpenAsync(Stream stream, string? declared, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var sample = new byte[CharsetDetector.SampleSize];
        var length = await stream.ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, ct);
        var encoding = Choose(sample.AsSpan(0, length), declared);
        var mark = length - WithoutMark(sample.AsSpan(0, length)).Length;
        return new StreamReader(new PrefixedStream(sample.AsMemory(mark, length - mark), stream), encoding, detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>The encoding for a text that begins with <paramref name="sample"/> and is declared as <paramref name="declared"/>.</summary>
    public static Encoding Choose(ReadOnlySpan<byte> sample, string? declared)
    {
        if (sample.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8;
        var encoding = CharsetNames.Find(declared);
        if (encoding is null) return CharsetDetector.Detect(sample);
        if (encoding.CodePage is 1200 or 1201) return CharsetDetector.Utf16Order(sample) ?? encoding;
        if (ReferenceEquals(encoding, CharsetNames.Ascii)) return Ascii.IsValid(sample) ? CharsetNames.Windows1252 : CharsetDetector.Detect(sample);
        // "UTF-8" above a text that has not one UTF-8 character in it: an old program with a new label.
        if (encoding.CodePage == Encoding.UTF8.CodePage && CharsetDetector.IsCertainlyNotUtf8(sample)) return CharsetDetector.Detect(sample);
        return encoding;
    }

    /// <summary>The encoding of a charset name, through its aliases; null where the name says nothing.</summary>
    public static Encoding? Find(string? name) => CharsetNames.Find(name);

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..]
        : bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? bytes[2..]
        : bytes;
}
