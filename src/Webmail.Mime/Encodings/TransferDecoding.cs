using System.Buffers;

namespace Webmail.Mime.Encodings;

/// <summary>The way in: from a Content-Transfer-Encoding value to decoded bytes.</summary>
public static class TransferDecoding
{
    /// <summary>Reads a header value such as <c>" Base64 (comment)"</c>. Null, 7bit, 8bit, binary and unknown names are <see cref="TransferEncoding.Identity"/>.</summary>
    public static TransferEncoding Parse(string? value)
    {
        var name = FirstWord(value);
        if (Is(name, "base64") || Is(name, "b64") || Is(name, "base-64")) return TransferEncoding.Base64;
        if (Is(name, "quoted-printable") || Is(name, "quotedprintable") || Is(name, "qp")) return TransferEncoding.QuotedPrintable;
        if (Is(name, "x-uuencode") || Is(name, "uuencode") || Is(name, "x-uue") || Is(name, "uue") || Is(name, "x-uu")) return TransferEncoding.UuEncode;
        if (Is(name, "x-yencode") || Is(name, "yenc") || Is(name, "x-yenc")) return TransferEncoding.YEnc;
        return TransferEncoding.Identity;

        static bool Is(ReadOnlySpan<char> a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name in a header value, lower case and without comments: <c>base64</c>; null where there is none.</summary>
    public static string? Name(string? value) => FirstWord(value) is { IsEmpty: false } word ? word.ToString().ToLowerInvariant() : null;

    /// <summary>
    /// A forward-only stream of decoded bytes over <paramref name="encoded"/>, which is closed with it. It holds one 32 KiB block,
    /// whatever the size of the body.
    /// </summary>
    public static Stream Open(Stream encoded, string? encoding) => Open(encoded, Parse(encoding));

    /// <inheritdoc cref="Open(Stream, string?)"/>
    public static Stream Open(Stream encoded, TransferEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        var decoder = TransferDecoder.Create(encoding);
        return decoder is null ? encoded : new DecodingStream(encoded, decoder);
    }

    /// <summary>Decodes a body that is already in memory. For bodies of any size use <see cref="Open(Stream, string?)"/>.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> encoded, TransferEncoding encoding)
    {
        var writer = new ArrayBufferWriter<byte>(Math.Max(encoded.Length, 1));
        Decode(encoded, encoding, writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, TransferEncoding)"/>
    public static byte[] Decode(ReadOnlySpan<byte> encoded, string? encoding) => Decode(encoded, Parse(encoding));

    /// <summary>Decodes into <paramref name="output"/>; true when something had to be forgiven.</summary>
    public static bool Decode(ReadOnlySpan<byte> encoded, TransferEncoding encoding, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var decoder = TransferDecoder.Create(encoding);
        if (decoder is null)
        {
            output.Write(encoded);
            return false;
        }

        bool done;
        do
        {
            done = decoder.Decode(encoded, output.GetSpan(TransferDecoder.MinDestination), final: true, out var consumed, out var written);
            output.Advance(written);
            encoded = encoded[consumed..];
        }
        while (!done);
        return decoder.HasDefect;
    }

    private static ReadOnlySpan<char> FirstWord(string? value)
    {
        var text = value.AsSpan().Trim();
        if (text.StartsWith('(') && text.IndexOf(')') is var close and > 0) text = text[(close + 1)..].Trim();
        text = text.Trim('"');
        var end = text.IndexOfAny(" \t(;,");
        return end < 0 ? text : text[..end];
    }
}
