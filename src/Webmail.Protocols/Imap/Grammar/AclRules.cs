namespace Webmail.Protocols.Imap.Grammar;

/// <summary>ACL, LISTRIGHTS and MYRIGHTS (RFC 4314).</summary>
internal static class AclRules
{
    /// <summary>acl-data = "ACL" SP mailbox *(SP identifier SP rights)</summary>
    public static bool Acl(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!MailboxRules.Mailbox(ref r, out var mailbox))
            return false;
        var entries = new List<AclEntry>();
        while (r.TrySpace() && !r.AtEnd)
        {
            if (!r.ExpectAString(out var identifier) || !r.ExpectSpace() || !r.ExpectAString(out var rights))
                return r.In("acl-data");
            if (entries.Count < GrammarLimits.Words)
                entries.Add(new AclEntry(r.Text(identifier), r.Text(rights)));
        }

        reply = new AclReply(mailbox, entries);
        return true;
    }

    /// <summary>listrights-data = "LISTRIGHTS" SP mailbox SP identifier SP rights *(SP rights)</summary>
    public static bool ListRights(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!MailboxRules.Mailbox(ref r, out var mailbox) || !ListRules.WordsToEnd(ref r, out var words))
            return false;
        if (words is not [var identifier, var required, .. var optional])
            return r.Fail("expected an identifier and rights") || r.In("listrights-data");
        reply = new ListRightsReply(mailbox, identifier, required, optional);
        return true;
    }

    /// <summary>myrights-data = "MYRIGHTS" SP mailbox SP rights</summary>
    public static bool MyRights(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!MailboxRules.Mailbox(ref r, out var mailbox) || !r.ExpectSpace() || !r.ExpectAString(out var rights))
            return r.In("myrights-data");
        reply = new MyRightsReply(mailbox, r.Text(rights));
        return true;
    }
}
