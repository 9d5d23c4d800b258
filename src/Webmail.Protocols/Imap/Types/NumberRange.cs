namespace Webmail.Protocols.Imap;

/// <summary>An inclusive run of message numbers, <c>seq-range</c> without "*" (RFC 9051 section 9). <see cref="First"/> is never above <see cref="Last"/>.</summary>
public readonly record struct NumberRange
{
    /// <summary>Takes the two ends in any order: "4:2" and "2:4" mean the same (RFC 9051 section 9).</summary>
    public NumberRange(uint first, uint last)
    {
        (First, Last) = first <= last ? (first, last) : (last, first);
    }

    public uint First { get; }

    public uint Last { get; }

    /// <summary>How many numbers the run holds; up to 2^32, hence long.</summary>
    public long Count => (long)Last - First + 1;

    public bool Contains(uint number) => number >= First && number <= Last;
}
