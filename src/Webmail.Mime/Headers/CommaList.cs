namespace Webmail.Mime.Headers;

/// <summary>Comma-separated words such as Keywords (RFC 5322 section 3.6.5).</summary>
public static class CommaList
{
    /// <summary>Entries that are read from one field.</summary>
    public const int MaxEntries = 1000;

    /// <summary>The decoded entries without the empty ones.</summary>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> raw)
    {
        var entries = new List<string>();
        var text = HeaderText.Clip(raw);
        foreach (var range in text.Split((byte)','))
        {
            var entry = EncodedWords.Decode(text[range]);
            if (entry.Length > 0) entries.Add(entry);
            if (entries.Count == MaxEntries) break;
        }

        return entries;
    }
}
