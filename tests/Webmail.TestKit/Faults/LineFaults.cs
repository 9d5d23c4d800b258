namespace Webmail.TestKit.Faults;

/// <summary>What goes wrong with the octets of one direction. Places are counted from the start of the connection.</summary>
public sealed record LineFaults
{
    public static LineFaults None { get; } = new();

    /// <summary>At most so many octets arrive at once; 1 splits everything at every octet.</summary>
    public int? OctetsPerRead { get; init; }

    /// <summary>What arrives at once arrives so much after what came before it: with one octet and one second, a line that drips.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The line ends after so many octets, as if the sender had closed it.</summary>
    public long? CutAfter { get; init; }

    /// <summary>The line ends after so many octets, as if the sender had died.</summary>
    public long? ResetAfter { get; init; }

    /// <summary>After so many octets nothing more arrives, but the line stays open.</summary>
    public long? SilentAfter { get; init; }

    /// <summary>Another octet arrives in place of the one at this place.</summary>
    public (long At, byte Octet)? Corrupt { get; init; }

    /// <summary>What stands at this place, at most so many octets of it, arrives twice.</summary>
    public (long At, int Count)? Duplicate { get; init; }

    /// <summary>One octet at a time, so far apart.</summary>
    public static LineFaults Drip(TimeSpan pause) => new() { OctetsPerRead = 1, Pause = pause };
}
