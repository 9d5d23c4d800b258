namespace Webmail.Mime.Headers;

/// <summary>
/// What a receiving host says it checked (RFC 8601). Anybody can write this header: only results of the own receiving host count, so the caller
/// compares <see cref="AuthServer"/> first.
/// </summary>
public sealed record AuthenticationResults(string AuthServer, IReadOnlyList<AuthenticationResult> Results)
{
    /// <summary>Results that are read.</summary>
    public const int MaxResults = 50;

    /// <summary>The instance of ARC-Authentication-Results (RFC 8617 section 4.2.1), 1 to 50; null where there is none.</summary>
    public int? Instance { get; init; }

    /// <summary>Reads a raw value, of ARC-Authentication-Results too. Never fails.</summary>
    public static AuthenticationResults Parse(ReadOnlySpan<byte> raw)
    {
        var text = HeaderText.Clip(raw);
        var words = Words(text);
        var at = 0;
        int? instance = null;
        if (at < words.Count && words[at].StartsWith("i=", StringComparison.OrdinalIgnoreCase))
        {
            if (int.TryParse(words[at].AsSpan(2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 50) instance = number;
            while (at < words.Count && words[at] != ";") at++;
            at++;
        }

        var server = at < words.Count && words[at] != ";" ? words[at++] : "";
        while (at < words.Count && words[at] != ";") at++;
        var results = new List<AuthenticationResult>();
        while (at < words.Count && results.Count < MaxResults)
        {
            at++;
            var start = at;
            while (at < words.Count && words[at] != ";") at++;
            if (Result(words[start..at]) is { } result) results.Add(result);
        }

        return new AuthenticationResults(server, results) { Instance = instance };
    }

    private static AuthenticationResult? Result(List<string> words)
    {
        if (words.Count == 0 || words[0].IndexOf('=', StringComparison.Ordinal) is var equals && equals <= 0) return null;
        var method = words[0][..equals].Split('/')[0].ToLowerInvariant();
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in words.Skip(1))
        {
            if (word.IndexOf('=', StringComparison.Ordinal) is var at and > 0) properties.TryAdd(word[..at], word[(at + 1)..]);
        }

        return new AuthenticationResult(method, words[0][(equals + 1)..].ToLowerInvariant(), properties);
    }

    // Words and semicolons; comments dropped, quotes undone, "a = b" joined to "a=b".
    private static List<string> Words(ReadOnlySpan<byte> text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var glue = false;
        for (var at = 0; at < text.Length && words.Count < 4096; at++)
        {
            var c = text[at];
            if (c == '(')
            {
                var end = HeaderText.CommentEnd(text, at);
                if (end < 0) break;
                at = end - 1;
            }
            else if (c == '"' && HeaderText.QuoteEnd(text, at) is var quote and > 0)
            {
                word.Append(EncodedWords.WithoutControls(Charsets.Charset.Decode(text[(at + 1)..quote], null)));
                at = quote;
                glue = false;
            }
            else if (c == '=' || (c > ' ' && c != ';' && glue))
            {
                if (c == '=' && word.Length == 0 && words.Count > 0 && words[^1] != ";")
                {
                    word.Append(words[^1]);
                    words.RemoveAt(words.Count - 1);
                }

                word.Append((char)c);
                glue = c == '=';
            }
            else if (c == ';' || c <= ' ')
            {
                if (glue && c != ';') continue;
                Flush();
                if (c == ';') words.Add(";");
            }
            else
            {
                word.Append((char)c);
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
            glue = false;
        }
    }
}
