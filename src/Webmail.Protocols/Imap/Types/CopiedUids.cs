namespace Webmail.Protocols.Imap;

/// <summary>
/// COPYUID (RFC 4315): which UIDs the copies got. The two sets pair up in the order they were written, so that order is kept as runs.
/// </summary>
public sealed class CopiedUids
{
    private readonly IReadOnlyList<NumberRange> _source;
    private readonly IReadOnlyList<NumberRange> _destination;

    internal CopiedUids(UidValidity uidValidity, IReadOnlyList<NumberRange> source, IReadOnlyList<NumberRange> destination)
    {
        UidValidity = uidValidity;
        _source = source;
        _destination = destination;
        Source = new UidSet(NumberSet.FromRanges(source));
        Destination = new UidSet(NumberSet.FromRanges(destination));
    }

    /// <summary>Of the destination mailbox.</summary>
    public UidValidity UidValidity { get; }

    public UidSet Source { get; }

    public UidSet Destination { get; }

    /// <summary>The UID of the copy of a message; null when the server did not say.</summary>
    public Uid? DestinationOf(Uid source)
    {
        long position = 0;
        foreach (var run in _source)
        {
            if (run.Contains(source.Value))
                return At(position + source.Value - run.First);
            position += run.Count;
        }

        return null;
    }

    private Uid? At(long position)
    {
        foreach (var run in _destination)
        {
            if (position < run.Count)
                return new Uid((uint)(run.First + position));
            position -= run.Count;
        }

        return null;
    }
}
