namespace Webmail.Protocols.Imap.Grammar;

/// <summary>ID (RFC 2971), LANGUAGE and COMPARATOR (RFC 5255).</summary>
internal static class ServerRules
{
    /// <summary>id-response = "ID" SP id-params-list; id-params-list = "(" *(string SP nstring) ")" / nil</summary>
    public static bool Id(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        var fields = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        r.TrySpace();
        if (!r.TryNil() && !r.AtEnd)
        {
            if (!r.ExpectOpen())
                return r.In("id-params-list");
            while (!r.TryClose())
            {
                r.TrySpace();
                if (!r.ExpectNString(out var name))
                    return r.In("id-params-list");
                r.SpaceBetween();
                if (!r.ExpectNString(out var value))
                    return r.In("id-params-list");
                if (fields.Count < GrammarLimits.Parameters)
                    fields[r.Text(name).ToLowerInvariant()] = value.IsNil ? null : r.Text(value);
            }
        }

        reply = new IdReply(fields);
        return true;
    }

    /// <summary>language-data = "LANGUAGE" SP "(" lang-tag-quoted *(SP lang-tag-quoted) ")"</summary>
    public static bool Language(ref ImapReader r, out UntaggedResponse? reply)
    {
        r.TrySpace();
        reply = ListRules.Words(ref r, out var tags) ? new LanguageReply(tags) : null;
        return reply is not null;
    }

    /// <summary>jmapaccess-data = "JMAPACCESS" SP quoted (RFC 9698)</summary>
    public static bool JmapAccess(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!r.ExpectAString(out var url))
            return false;
        reply = new JmapAccessReply(r.Text(url));
        return true;
    }

    /// <summary>comparator-data = "COMPARATOR" SP comp-sel-quoted [SP "(" comp-id-quoted *(SP comp-id-quoted) ")"]</summary>
    public static bool Comparator(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!r.ExpectAString(out var active))
            return false;
        string[] matching = [];
        if (r.TrySpace() && !ListRules.Words(ref r, out matching))
            return false;
        reply = new ComparatorReply(r.Text(active), matching);
        return true;
    }
}
