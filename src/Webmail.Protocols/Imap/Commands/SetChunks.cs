namespace Webmail.Protocols.Imap.Commands;

/// <summary>Cuts a set so that no command line grows beyond what servers read (RFC 7162 section 4 asks for 8192 octets).</summary>
internal static class SetChunks
{
    /// <summary>Ranges in one command: each is at most 22 characters with its comma.</summary>
    private const int RangesMost = 340;

    /// <summary>The set in pieces, in order; nothing for the empty set.</summary>
    public static IEnumerable<NumberSet> Of(NumberSet numbers)
    {
        var count = numbers.Ranges.Length;
        if (count == 0)
        {
            yield break;
        }

        if (count <= RangesMost)
        {
            yield return numbers;
            yield break;
        }

        for (var start = 0; start < count; start += RangesMost)
        {
            yield return NumberSet.FromRanges(numbers.Ranges.Slice(start, Math.Min(RangesMost, count - start)).ToArray());
        }
    }
}
