namespace Webmail.Protocols.Imap.Grammar;

/// <summary>QUOTA and QUOTAROOT (RFC 9208, RFC 2087).</summary>
internal static class QuotaRules
{
    /// <summary>quota-response = "QUOTA" SP quota-root-name SP quota-list; quota-list = "(" [quota-resource *(SP quota-resource)] ")"</summary>
    public static bool Quota(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!r.ExpectAString(out var root))
            return r.In("quota-root-name");
        r.SpaceBetween();
        if (!r.ExpectOpen())
            return r.In("quota-list");
        var resources = new List<QuotaResource>();
        while (!r.TryClose())
        {
            r.TrySpace();
            if (!Resource(ref r, out var resource))
                return r.In("quota-resource") || r.In("quota-list");
            if (resources.Count < GrammarLimits.Words)
                resources.Add(resource);
        }

        reply = new QuotaReply(r.Text(root), resources);
        return true;
    }

    /// <summary>quotaroot-response = "QUOTAROOT" SP mailbox *(SP quota-root-name)</summary>
    public static bool QuotaRoot(ref ImapReader r, out UntaggedResponse? reply)
    {
        reply = null;
        r.TrySpace();
        if (!MailboxRules.Mailbox(ref r, out var mailbox) || !ListRules.WordsToEnd(ref r, out var roots))
            return false;
        reply = new QuotaRootReply(mailbox, roots);
        return true;
    }

    /// <summary>quota-resource = resource-name SP resource-usage SP resource-limit</summary>
    private static bool Resource(ref ImapReader r, out QuotaResource resource)
    {
        resource = null!;
        if (!r.ExpectAString(out var name) || !r.ExpectSpace() || !r.ExpectNumber64(out var usage) || !r.ExpectSpace() || !r.ExpectNumber64(out var limit))
            return false;
        resource = new QuotaResource(r.Text(name).ToUpperInvariant(), usage, limit);
        return true;
    }
}
