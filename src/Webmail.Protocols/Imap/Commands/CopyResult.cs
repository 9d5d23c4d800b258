namespace Webmail.Protocols.Imap.Commands;

/// <summary>
/// Where copies went, as far as the server says (COPYUID of RFC 4315): without UIDPLUS all is null and empty. Messages that
/// were gone before are in neither set.
/// </summary>
/// <param name="UidValidity">Of the destination; null when not told.</param>
/// <param name="Source">UIDs copied.</param>
/// <param name="Destination">UIDs of the copies.</param>
/// <param name="Runs">Which copy belongs to which message, one entry per command that was needed.</param>
public sealed record CopyResult(UidValidity? UidValidity, UidSet Source, UidSet Destination, IReadOnlyList<CopiedUids> Runs)
{
    /// <summary>The copy of a message; null when the server did not say.</summary>
    public Uid? DestinationOf(Uid source) => Runs.Select(run => run.DestinationOf(source)).FirstOrDefault(uid => uid is not null);

    internal static CopyResult From(IEnumerable<CopiedUids?> told)
    {
        var runs = told.OfType<CopiedUids>().ToList();
        return new CopyResult(
            runs.Count > 0 ? runs[0].UidValidity : null,
            runs.Aggregate(UidSet.Empty, (all, run) => all.Union(run.Source)),
            runs.Aggregate(UidSet.Empty, (all, run) => all.Union(run.Destination)),
            runs);
    }
}
