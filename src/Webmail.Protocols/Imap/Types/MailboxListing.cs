namespace Webmail.Protocols.Imap;

/// <summary>One mailbox of LIST, LSUB or XLIST (RFC 9051 section 7.3.1).</summary>
public sealed record MailboxListing
{
    public required MailboxName Name { get; init; }

    /// <summary>What separates levels in this name; null for a flat name space.</summary>
    public char? Delimiter { get; init; }

    public MailboxAttributes Attributes { get; init; }

    public SpecialUse SpecialUse { get; init; }

    /// <summary>Attributes we have no word for, as sent.</summary>
    public IReadOnlyList<string> OtherAttributes { get; init; } = [];

    /// <summary>True for \Subscribed and for every LSUB line.</summary>
    public bool IsSubscribed { get; init; }

    /// <summary>CHILDINFO: which selection options have matching children, such as "SUBSCRIBED" (RFC 5258 section 3.5).</summary>
    public IReadOnlyList<string> ChildInfo { get; init; } = [];

    /// <summary>The name before a rename (RFC 9051 section 6.3.9.7, RFC 5465); null otherwise.</summary>
    public MailboxName? OldName { get; init; }

    /// <summary>The counters that came with LIST ... RETURN (STATUS ...) (RFC 5819); null when none did.</summary>
    public MailboxStatus? Status { get; init; }

    /// <summary>What we may do with it (LIST-MYRIGHTS, RFC 8440); null when not asked for or not told.</summary>
    public MailboxRights? Rights { get; init; }

    /// <summary>Its annotations (LIST-METADATA, RFC 9590) by name; null when not asked for or not told.</summary>
    public IReadOnlyList<MetadataEntry>? Metadata { get; init; }

    public bool IsSelectable => (Attributes & (MailboxAttributes.NoSelect | MailboxAttributes.NonExistent)) == MailboxAttributes.None;
}
