using System.Buffers;
using System.Text;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Writing;

/// <summary>
/// The one place that makes header lines: folds at 76 columns, encodes what a receiver could not read, ends every field with CRLF.
/// </summary>
/// <param name="utf8">The receiver takes UTF-8 headers (RFC 6532); otherwise everything is ASCII.</param>
internal sealed class HeaderWriter(bool utf8)
{
    private const int SoftLimit = 76;

    // RFC 5322 section 2.1.1 allows 998; a word beyond this is cut by encoding it.
    private const int HardLimit = 900;

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private int _column;
    private bool _first;

    public bool Utf8 => utf8;

    public ReadOnlyMemory<byte> Written => _output.WrittenMemory;

    public void Field(string name, HeaderValue value)
    {
        Begin(name);
        Unstructured(value.Text);
        End();
    }

    public void Addresses(string name, IReadOnlyList<MailAddress> addresses)
    {
        if (addresses.Count == 0) return;
        Begin(name);
        for (var i = 0; i < addresses.Count; i++) Address(addresses[i], i < addresses.Count - 1 ? "," : "");
        End();
    }

    public void Identifiers(string name, IReadOnlyList<MessageId> ids)
    {
        if (ids.Count == 0) return;
        Begin(name);
        foreach (var id in ids) Token($"<{id.Text}>");
        End();
    }

    /// <summary>A structured field of words that are already in their final form: <c>multipart/mixed;</c>, <c>boundary="x"</c>.</summary>
    public void Structured(string name, params IEnumerable<string> tokens)
    {
        Begin(name);
        foreach (var token in tokens) Token(token);
        End();
    }

    public void EndOfHeader() => Write("\r\n");

    private void Begin(string name)
    {
        _column = 0;
        Write(name);
        Write(":");
        _first = true;
    }

    private void End() => Write("\r\n");

    private void Unstructured(string text)
    {
        var words = text.Split(' ');
        var first = FirstEncoded(words);
        if (first < 0)
        {
            foreach (var word in words) Token(word);
            return;
        }

        // One run from the first to the last word that needs it: white space between encoded words would be lost.
        var last = LastEncoded(words);
        for (var i = 0; i < first; i++) Token(words[i]);
        foreach (var word in EncodedWordWriter.Encode(string.Join(' ', words[first..(last + 1)]), _column)) Token(word);
        for (var i = last + 1; i < words.Length; i++) Token(words[i]);
    }

    private int FirstEncoded(string[] words)
    {
        var first = Array.FindIndex(words, NeedsEncoding);
        return first > 0 && words[first].Length == 0 ? first - 1 : first;
    }

    // The word after a double space is part of the run, else one of the spaces would be outside of it.
    private int LastEncoded(string[] words)
    {
        var last = Array.FindLastIndex(words, NeedsEncoding);
        return last + 1 < words.Length && words[last].Length == 0 ? last + 1 : last;
    }

    // An empty word is a double, leading or trailing space, which folding would not keep.
    private bool NeedsEncoding(string word) =>
        word.Length == 0 || word.Length > HardLimit || word.Contains("=?", StringComparison.Ordinal) || word.Contains('\t', StringComparison.Ordinal)
        || (!Ascii.IsValid(word) && (!utf8 || !IsWellFormed(word)));

    private static bool IsWellFormed(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsSurrogate(word[i])) continue;
            if (i + 1 == word.Length || !char.IsSurrogatePair(word[i], word[i + 1])) return false;
            i++;
        }

        return true;
    }

    private void Address(MailAddress address, string separator)
    {
        var spec = AddressForms.Spec(address, utf8);
        if (address.Name is not { Length: > 0 } name)
        {
            Token(spec + separator);
            return;
        }

        foreach (var word in AddressForms.Phrase(name, utf8)) Token(word);
        Token($"<{spec}>{separator}");
    }

    // One word with the space before it; on a new line where this one is full.
    private void Token(string token)
    {
        if (!_first && _column + 1 + token.Length > SoftLimit)
        {
            Write("\r\n");
            _column = 0;
        }

        Write(" ");
        Write(token);
        _first = false;
    }

    private void Write(string text)
    {
        _column += text.Length;
        Encoding.UTF8.GetBytes(text, _output);
    }
}
