using Webmail.Mime.Charsets;

namespace Webmail.Mime.Headers;

/// <summary>The identifiers of Message-ID, In-Reply-To, References, Content-ID and Resent-Message-ID (RFC 5322 section 3.6.4).</summary>
public static class MessageIds
{
    /// <summary>Identifiers that are read from one field. A thread of thousands keeps its first and last hundreds here.</summary>
    public const int MaxIds = 1000;

    /// <summary>
    /// The identifiers in order, without angle brackets. Comments and words between them are left out; where there are no brackets at all, every
    /// word is one. When there are more than <see cref="MaxIds"/>, the last ones count, because they are the nearest ancestors.
    /// </summary>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> raw)
    {
        var text = HeaderText.Clip(raw);
        var ids = new List<string>();
        if (text.IndexOf((byte)'<') < 0)
        {
            Words(text, ids);
            return ids;
        }

        while (text.IndexOf((byte)'<') is var open and >= 0)
        {
            text = text[(open + 1)..];
            var next = text.IndexOf((byte)'<');
            var reach = next < 0 ? text : text[..next];
            var close = reach.IndexOf((byte)'>');
            // An identifier that never closes ends where the next one begins.
            var end = close >= 0 ? close : reach.Length;
            Add(text[..end], ids);
            text = text[end..];
            if (ids.Count == 2 * MaxIds) ids.RemoveRange(0, MaxIds);
        }

        return ids.Count <= MaxIds ? ids : ids[^MaxIds..];
    }

    private static void Words(ReadOnlySpan<byte> text, List<string> ids)
    {
        foreach (var range in text.SplitAny(" \t\r\n,"u8))
        {
            if (ids.Count == MaxIds) return;
            Add(text[range], ids);
        }
    }

    private static void Add(ReadOnlySpan<byte> id, List<string> ids)
    {
        id = id.Trim(" \t\r\n"u8);
        if (!id.IsEmpty) ids.Add(EncodedWords.WithoutControls(Charset.Decode(id, null)));
    }
}
