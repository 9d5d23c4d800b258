namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Untagged data that starts with a word.</summary>
internal static class DataRules
{
    /// <summary>mailbox-data, capability-data, enable-data and what extensions added to response-data, after its name.</summary>
    public static bool Data(ref ImapReader r, string name, out UntaggedResponse data)
    {
        var sound = Rule(ref r, name, out var reply);
        data = reply!;
        return (sound && reply is not null) || r.In(name);
    }

    private static bool Rule(ref ImapReader r, string name, out UntaggedResponse? reply)
    {
        switch (name)
        {
            case "LIST":
                return MailboxRules.List(ref r, ListKind.List, out reply);
            case "LSUB":
                return MailboxRules.List(ref r, ListKind.Lsub, out reply);
            case "XLIST":
                return MailboxRules.List(ref r, ListKind.XList, out reply);
            case "STATUS":
                return StatusRules.Status(ref r, out reply);
            case "SEARCH":
                return SearchRules.Search(ref r, out reply);
            case "SORT":
                return SearchRules.Sort(ref r, out reply);
            case "ESEARCH":
                return EsearchRules.Esearch(ref r, out reply);
            case "THREAD":
                return ThreadRules.Thread(ref r, out reply);
            case "VANISHED":
                return SearchRules.Vanished(ref r, out reply);
            case "FLAGS":
                r.TrySpace();
                reply = FlagRules.FlagList(ref r, out var flags, out _) ? new FlagsReply(flags) : null;
                return true;
            case "CAPABILITY":
                reply = KnownCapabilities.TryRead(r.Rest, out var known) ? new CapabilityReply(known)
                    : ListRules.WordsToEnd(ref r, out var capabilities) ? new CapabilityReply(new ImapCapabilities(capabilities)) : null;
                return true;
            case "ENABLED":
                reply = ListRules.WordsToEnd(ref r, out var enabled) ? new EnabledReply(enabled) : null;
                return true;
            case "NAMESPACE":
                return NamespaceRules.Namespace(ref r, out reply);
            case "ID":
                return ServerRules.Id(ref r, out reply);
            case "LANGUAGE":
                return ServerRules.Language(ref r, out reply);
            case "COMPARATOR":
                return ServerRules.Comparator(ref r, out reply);
            case "QUOTA":
                return QuotaRules.Quota(ref r, out reply);
            case "QUOTAROOT":
                return QuotaRules.QuotaRoot(ref r, out reply);
            case "ACL":
                return AclRules.Acl(ref r, out reply);
            case "LISTRIGHTS":
                return AclRules.ListRights(ref r, out reply);
            case "MYRIGHTS":
                return AclRules.MyRights(ref r, out reply);
            case "JMAPACCESS":
                return ServerRules.JmapAccess(ref r, out reply);
            case "GENURLAUTH":
                return UrlRules.GenUrlAuth(ref r, out reply);
            case "URLFETCH":
                return UrlRules.UrlFetch(ref r, out reply);
            case "METADATA":
                return MetadataRules.Metadata(ref r, out reply);
            default:
                reply = new UnknownResponse(name, ImapGrammar.Raw(ref r));
                return true;
        }
    }
}
