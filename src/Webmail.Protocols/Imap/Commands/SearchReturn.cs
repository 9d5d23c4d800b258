namespace Webmail.Protocols.Imap.Commands;

/// <summary>What of a search result is wanted (RFC 4731). Less is quicker: COUNT of a million hits is one number.</summary>
public sealed record SearchReturn
{
    public bool Min { get; init; }

    public bool Max { get; init; }

    public bool Count { get; init; }

    public bool All { get; init; }

    /// <summary>
    /// Only these hits, 1-based (RFC 5267); negative: counted from the last, -1 (RFC 9394). Without either extension all hits are
    /// asked for and cut here.
    /// </summary>
    public (int First, int Last)? Partial { get; init; }

    /// <summary>All hits.</summary>
    public static SearchReturn Hits { get; } = new() { All = true };

    /// <summary>How many.</summary>
    public static SearchReturn CountOnly { get; } = new() { Count = true };
}

/// <summary>What a search found; null where it was not asked for. UIDs all.</summary>
public sealed record SearchResult
{
    /// <summary>The lowest hit; null also without hits.</summary>
    public Uid? Min { get; init; }

    /// <summary>The highest hit; null also without hits.</summary>
    public Uid? Max { get; init; }

    public long? Count { get; init; }

    public UidSet? All { get; init; }

    /// <summary>The hits of the asked range, ascending.</summary>
    public UidSet? Partial { get; init; }

    /// <summary>The highest modification sequence among the hits, when the query was about them.</summary>
    public ModSeq? ModSeq { get; init; }
}
