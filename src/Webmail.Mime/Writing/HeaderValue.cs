using System.Buffers;

namespace Webmail.Mime.Writing;

/// <summary>Text of a header field. By construction without CR, LF, NUL or any other control character but the tab, so that it can never start another field.</summary>
public readonly record struct HeaderValue
{
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create(string.Concat(Enumerable.Range(0, 0x20).Where(c => c != 9).Append(0x7F).Concat(Enumerable.Range(0x80, 0x20)).Append(0x2028).Append(0x2029).Select(c => (char)c)));

    private readonly string? _text;

    /// <exception cref="FormatException">A control character.</exception>
    public HeaderValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().ContainsAny(Forbidden)) throw new FormatException("A header value cannot hold control characters.");
        _text = text;
    }

    /// <summary>The text; empty by default.</summary>
    public string Text => _text ?? "";

    /// <summary>The same text with every forbidden character replaced by a space: for what people type or paste.</summary>
    public static HeaderValue Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new HeaderValue(Headers.EncodedWords.WithoutControls(text).Trim());
    }

    public override string ToString() => Text;
}
