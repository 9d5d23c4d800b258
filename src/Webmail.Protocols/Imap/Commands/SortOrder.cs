namespace Webmail.Protocols.Imap.Commands;

/// <summary>What messages are put in order by (RFC 5256 section 3, RFC 5957).</summary>
public enum SortKey
{
    /// <summary>INTERNALDATE.</summary>
    Arrival,

    /// <summary>The first Cc address's mailbox, without its domain.</summary>
    Cc,

    /// <summary>The Date header, in UTC.</summary>
    Date,

    /// <summary>The first From address's mailbox, without its domain.</summary>
    From,
    Size,

    /// <summary>Without "Re:" and the like.</summary>
    Subject,

    /// <summary>The first To address's mailbox, without its domain.</summary>
    To,

    /// <summary>The sender as shown: name, else address (SORT=DISPLAY; else <see cref="From"/>).</summary>
    DisplayFrom,

    /// <summary>The first receiver as shown (SORT=DISPLAY; else <see cref="To"/>).</summary>
    DisplayTo,
}

/// <summary>One criterion.</summary>
public readonly record struct SortTerm(SortKey Key, bool Reverse = false);

/// <summary>What sorting found; null where it was not asked for. The order is the answer.</summary>
public sealed record SortResult
{
    /// <summary>All hits in order.</summary>
    public IReadOnlyList<Uid>? All { get; init; }

    /// <summary>The hits of the asked range, in order.</summary>
    public IReadOnlyList<Uid>? Partial { get; init; }

    public long? Count { get; init; }

    /// <summary>The first in order; null also without hits.</summary>
    public Uid? First { get; init; }

    /// <summary>The last in order; null also without hits.</summary>
    public Uid? Last { get; init; }

    public ModSeq? ModSeq { get; init; }

    /// <summary>As of <see cref="SearchResult.Context"/>.</summary>
    public string? Context { get; init; }
}
