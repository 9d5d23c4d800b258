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

    /// <summary>The server remembers the hits as "$" (SEARCHRES, RFC 5182): see <see cref="SavedSearchCommands"/>. Without the capability: ignored, <see cref="SearchResult.IsSaved"/> tells.</summary>
    public bool Save { get; init; }

    /// <summary>How well each hit fits (SEARCH=FUZZY, RFC 6203). Without the capability: none told.</summary>
    public bool Relevancy { get; init; }

    /// <summary>
    /// The server tells of changes to the result from now on (CONTEXT, RFC 5267): <see cref="SearchUpdateEvent"/>s with <see cref="SearchResult.Context"/>. Without the
    /// capability, or when the server cannot (NOUPDATE): none come and the context is null.
    /// </summary>
    public bool Update { get; init; }

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

    /// <summary>1..100 for each hit of <see cref="All"/> or <see cref="Partial"/>, in their order; null when not told.</summary>
    public IReadOnlyList<int>? Relevancy { get; init; }

    /// <summary>True when "$" stands for the hits now.</summary>
    public bool IsSaved { get; init; }

    /// <summary>What the events about changes of this result are marked with, until <see cref="SearchContextCommands.CancelUpdateAsync"/>; null: there are none.</summary>
    public string? Context { get; init; }
}
