namespace Webmail.Protocols.Imap.Grammar;

/// <summary>NAMESPACE (RFC 2342).</summary>
internal static class NamespaceRules
{
    /// <summary>Namespace-Response = "NAMESPACE" SP Namespace SP Namespace SP Namespace</summary>
    public static bool Namespace(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        if (!Class(ref r, out var personal) || !Class(ref r, out var others) || !Class(ref r, out var shared))
            return r.In("Namespace");
        reply = new NamespaceReply(new Namespaces(personal, others, shared));
        return true;
    }

    /// <summary>Namespace = nil / "(" 1*Namespace-Descr ")"; a class that is missing at the end is empty.</summary>
    private static bool Class(ref ImapReader r, out ImapNamespace[] namespaces)
    {
        namespaces = [];
        r.TrySpace();
        if (r.AtEnd || r.TryNil())
            return true;
        if (!r.ExpectOpen())
            return false;
        var list = new SmallList<ImapNamespace>();
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!Description(ref r, out var description))
                return r.In("Namespace-Descr");
            if (list.Count < GrammarLimits.Words)
                list.Add(description);
        }

        namespaces = list.ToArray();
        return true;
    }

    /// <summary>Namespace-Descr = "(" string SP (DQUOTE QUOTED-CHAR DQUOTE / nil) [Namespace-Response-Extensions] ")"</summary>
    private static bool Description(ref ImapReader r, out ImapNamespace description)
    {
        description = null!;
        if (!r.ExpectOpen() || !r.ExpectAString(out var prefix))
            return false;
        r.SpaceBetween();
        if (!MailboxRules.Delimiter(ref r, out var delimiter) || !ListRules.SkipToClose(ref r))
            return false;
        var text = r.Text(prefix);
        description = new ImapNamespace(!r.Utf8 && ModifiedUtf7.TryDecode(text, out var decoded) ? decoded : text, delimiter);
        return true;
    }
}
