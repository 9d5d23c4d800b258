using System.Text;

namespace Webmail.Mime.Headers;

/// <summary>
/// <c>tag=value; tag=value</c> as in DKIM-Signature (RFC 6376 section 3.2), ARC-Seal, ARC-Message-Signature (RFC 8617) and Autocrypt.
/// White space inside values is dropped, which all of them ask for in keys and signatures.
/// </summary>
public static class TagList
{
    /// <summary>Tags that are read.</summary>
    public const int MaxTags = 100;

    /// <summary>Names as written, values without white space; the first of two equal names counts.</summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> raw)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = Encoding.UTF8.GetString(HeaderText.Clip(raw));
        foreach (var range in text.AsSpan().Split(';'))
        {
            var pair = text.AsSpan(range);
            var equals = pair.IndexOf('=');
            if (equals <= 0) continue;
            var name = pair[..equals].Trim().ToString();
            if (name.Length > 0) tags.TryAdd(name, string.Concat(pair[(equals + 1)..].ToString().Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))));
            if (tags.Count == MaxTags) break;
        }

        return tags;
    }
}
