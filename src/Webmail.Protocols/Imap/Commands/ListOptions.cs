namespace Webmail.Protocols.Imap.Commands;

/// <summary>What a folder list shall tell.</summary>
public sealed record ListOptions
{
    /// <summary>Where to look: a pattern in decoded names with <c>*</c> (any depth) and <c>%</c> (one level). Default: everything.</summary>
    public string Pattern { get; init; } = "*";

    /// <summary>Only subscribed mailboxes. Default: false.</summary>
    public bool SubscribedOnly { get; init; }

    /// <summary>Tell of each mailbox whether it is subscribed. Default: true.</summary>
    public bool Subscriptions { get; init; } = true;

    /// <summary>Tell what each mailbox is for, where the server knows (RFC 6154). Default: true.</summary>
    public bool SpecialUse { get; init; } = true;

    /// <summary>Counters of each mailbox: in the same round trip with LIST-STATUS (RFC 5819), else by one pipelined STATUS each. Default: none.</summary>
    public StatusItems Status { get; init; }

    /// <summary>Tell what we may do with each: with LIST-MYRIGHTS (RFC 8440), else by one pipelined MYRIGHTS each where there is ACL. Default: false.</summary>
    public bool Rights { get; init; }

    /// <summary>Annotations of each: with LIST-METADATA (RFC 9590), else by one GETMETADATA each where there is METADATA. Default: none.</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>Everything, with no counters.</summary>
    public static ListOptions Default { get; } = new();
}
