namespace Webmail.Protocols.Imap.Grammar;

/// <summary>GENURLAUTH and URLFETCH (RFC 4467, RFC 5524).</summary>
internal static class UrlRules
{
    /// <summary>genurlauth-data = "GENURLAUTH" 1*(SP url-full)</summary>
    public static bool GenUrlAuth(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = ListRules.WordsToEnd(ref r, out var urls) ? new GenUrlAuthReply(urls) : null;
        return reply is not null;
    }

    /// <summary>urlfetch-data = "URLFETCH" 1*(SP url-full SP (nstring / 1*(SP url-metadata-el)))</summary>
    public static bool UrlFetch(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        var entries = new List<UrlFetchEntry>();
        while (r.TrySpace() && !r.AtEnd)
        {
            if (!r.ExpectAString(out var url))
                return r.In("url-full");
            r.SpaceBetween();
            ReadOnlyMemory<byte>? content = null;
            if (r.Next == (byte)'(')
            {
                if (!Elements(ref r, out content))
                    return r.In("url-metadata-el");
            }
            else if (!Content(ref r, out content))
            {
                return false;
            }

            if (entries.Count < GrammarLimits.Words)
                entries.Add(new UrlFetchEntry(r.Text(url), content));
        }

        reply = new UrlFetchReply(entries);
        return true;
    }

    /// <summary>url-metadata-el = "(" ("BODYPARTSTRUCTURE" SP body / "BINARY" SP literal8 / "BODY" SP nstring) ")" (RFC 5524)</summary>
    private static bool Elements(ref ImapReader r, out ReadOnlyMemory<byte>? content)
    {
        content = null;
        while (r.TryOpen())
        {
            if (r.TryWord("BINARY"u8) || r.TryWord("BODY"u8))
            {
                r.TrySpace();
                if (!Content(ref r, out content))
                    return false;
            }

            if (!ListRules.SkipToClose(ref r))
                return false;
            if (r.Next == (byte)' ' && r.At(1) == (byte)'(')
                r.TrySpace();
        }

        return true;
    }

    private static bool Content(ref ImapReader r, out ReadOnlyMemory<byte>? content)
    {
        content = null;
        if (!r.ExpectNString(out var value))
            return false;
        content = value.IsNil ? (ReadOnlyMemory<byte>?)null : r.Memory(value);
        return true;
    }
}
