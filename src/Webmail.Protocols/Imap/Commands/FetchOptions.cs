namespace Webmail.Protocols.Imap.Commands;

/// <summary>Which of the named messages to fetch.</summary>
public sealed record FetchOptions
{
    /// <summary>Only messages changed since (RFC 7162 section 3.1.4.1). Without CONDSTORE every message comes.</summary>
    public ModSeq? ChangedSince { get; init; }

    /// <summary>Also report, as events, what was expunged since (RFC 7162 section 3.2.6). Needs QRESYNC enabled, UIDs and <see cref="ChangedSince"/>.</summary>
    public bool Vanished { get; init; }

    /// <summary>
    /// Of the named messages only these, 1-based; negative: counted from the last, -1 (PARTIAL, RFC 9394). Only with UIDs; without PARTIAL a
    /// search finds out first which they are.
    /// </summary>
    public (int First, int Last)? Partial { get; init; }

    public static FetchOptions Default { get; } = new();
}
