namespace Webmail.Protocols.Imap.Commands;

/// <summary>How to open a mailbox.</summary>
public sealed record SelectOptions
{
    /// <summary>Ask for modification sequences (RFC 7162); ignored where the server has none. Default: true.</summary>
    public bool CondStore { get; init; } = true;

    /// <summary>What we know from last time; used when QRESYNC is announced (it is then enabled first).</summary>
    public QResync? QResync { get; init; }

    public static SelectOptions Default { get; } = new();
}

/// <summary>What a client remembers of a mailbox (RFC 7162 section 3.2.5).</summary>
/// <param name="UidValidity">Of the time when it was remembered.</param>
/// <param name="ModSeq">The highest modification sequence seen; not zero.</param>
/// <param name="Known">The UIDs remembered; null for all up to now.</param>
public sealed record QResync(UidValidity UidValidity, ModSeq ModSeq, UidSet? Known = null);

/// <summary>What opening a mailbox told.</summary>
/// <param name="Mailbox">The mailbox; from now on kept current.</param>
/// <param name="Vanished">With QRESYNC: the UIDs that are gone since; else empty.</param>
/// <param name="Changed">With QRESYNC: UID and flags of what changed since; else empty.</param>
/// <param name="Resynchronised">True when the server took the QRESYNC parameters and the two lists are complete.</param>
public sealed record SelectResult(SelectedMailbox Mailbox, UidSet Vanished, IReadOnlyList<FetchRow> Changed, bool Resynchronised);
