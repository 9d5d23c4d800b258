namespace Webmail.Protocols.Imap;

/// <summary>CAPABILITY.</summary>
public sealed record CapabilityReply(ImapCapabilities Capabilities) : UntaggedResponse;

/// <summary>ENABLED (RFC 5161).</summary>
public sealed record EnabledReply(IReadOnlyList<string> Names) : UntaggedResponse;

/// <summary>FLAGS: every flag used in the selected mailbox.</summary>
public sealed record FlagsReply(FlagSet Flags) : UntaggedResponse;

public sealed record ExistsReply(uint Count) : UntaggedResponse;

public sealed record RecentReply(uint Count) : UntaggedResponse;

public sealed record ExpungeReply(uint SequenceNumber) : UntaggedResponse;

/// <summary>FETCH, and UIDFETCH of RFC 9586 (then <paramref name="Row"/> has no sequence number).</summary>
public sealed record FetchReply(FetchRow Row) : UntaggedResponse;

/// <summary>VANISHED (RFC 7162).</summary>
public sealed record VanishedReply(UidSet Uids, bool Earlier) : UntaggedResponse;

/// <summary>Which command's answer a <see cref="ListReply"/> is.</summary>
public enum ListKind
{
    List,
    Lsub,

    /// <summary>Gmail's and Zimbra's old way to say special uses.</summary>
    XList,
}

public sealed record ListReply(ListKind Kind, MailboxListing Listing) : UntaggedResponse;

public sealed record StatusReply(MailboxStatus Status) : UntaggedResponse;

/// <summary>SEARCH. The order a server uses says nothing, so the numbers are a set.</summary>
public sealed record SearchReply(NumberSet Numbers, ModSeq? HighestModSeq) : UntaggedResponse;

/// <summary>SORT (RFC 5256): numbers in order.</summary>
public sealed record SortReply(IReadOnlyList<uint> Numbers, ModSeq? HighestModSeq) : UntaggedResponse;

/// <summary>THREAD (RFC 5256).</summary>
public sealed record ThreadReply(IReadOnlyList<ThreadNode> Threads) : UntaggedResponse;

/// <summary>NAMESPACE (RFC 2342).</summary>
public sealed record NamespaceReply(Namespaces Namespaces) : UntaggedResponse;

/// <summary>ID (RFC 2971): names in lower case; empty for NIL.</summary>
public sealed record IdReply(IReadOnlyDictionary<string, string?> Fields) : UntaggedResponse;

/// <summary>QUOTA (RFC 9208). <paramref name="Root"/> is often "".</summary>
public sealed record QuotaReply(string Root, IReadOnlyList<QuotaResource> Resources) : UntaggedResponse;

/// <summary>A resource such as STORAGE (in units of 1024 octets) or MESSAGE.</summary>
public sealed record QuotaResource(string Name, ulong Usage, ulong Limit);

/// <summary>QUOTAROOT (RFC 9208).</summary>
public sealed record QuotaRootReply(MailboxName Mailbox, IReadOnlyList<string> Roots) : UntaggedResponse;

/// <summary>ACL (RFC 4314).</summary>
public sealed record AclReply(MailboxName Mailbox, IReadOnlyList<AclEntry> Entries) : UntaggedResponse;

/// <summary>The rights of one identifier, a letter each; a leading "-" in the identifier takes rights away.</summary>
public sealed record AclEntry(string Identifier, string Rights);

/// <summary>LISTRIGHTS (RFC 4314): the rights always granted, then groups that go together.</summary>
public sealed record ListRightsReply(MailboxName Mailbox, string Identifier, string Required, IReadOnlyList<string> Optional) : UntaggedResponse;

/// <summary>MYRIGHTS (RFC 4314).</summary>
public sealed record MyRightsReply(MailboxName Mailbox, string Rights) : UntaggedResponse;

/// <summary>METADATA (RFC 5464). A null mailbox is the server itself. Entries told as changed without a value are in <paramref name="Changed"/>.</summary>
public sealed record MetadataReply(MailboxName? Mailbox, IReadOnlyList<MetadataEntry> Entries, IReadOnlyList<string> Changed) : UntaggedResponse;

/// <summary>An entry and its bytes; null when there is no such entry.</summary>
public sealed record MetadataEntry(string Name, ReadOnlyMemory<byte>? Value);

/// <summary>GENURLAUTH (RFC 4467): the signed URLs.</summary>
public sealed record GenUrlAuthReply(IReadOnlyList<string> Urls) : UntaggedResponse;

/// <summary>URLFETCH (RFC 4467).</summary>
public sealed record UrlFetchReply(IReadOnlyList<UrlFetchEntry> Entries) : UntaggedResponse;

/// <summary>A URL and what it names; null when it cannot be read.</summary>
public sealed record UrlFetchEntry(string Url, ReadOnlyMemory<byte>? Content);

/// <summary>JMAPACCESS (RFC 9698): where JMAP's session object is.</summary>
public sealed record JmapAccessReply(string Url) : UntaggedResponse;

/// <summary>LANGUAGE (RFC 5255).</summary>
public sealed record LanguageReply(IReadOnlyList<string> Tags) : UntaggedResponse;

/// <summary>COMPARATOR (RFC 5255).</summary>
public sealed record ComparatorReply(string Active, IReadOnlyList<string> Matching) : UntaggedResponse;
