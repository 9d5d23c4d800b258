namespace Webmail.Protocols.Imap.Commands;

/// <summary>Cuts a set so that no command line grows beyond what servers read (RFC 7162 section 4 asks for 8192 octets).</summary>
internal static class SetChunks
{
    /// <summary>Ranges in one command: each is at most 22 characters with its comma.</summary>
    private const int RangesMost = 340;

    /// <summary>More commands than this are not sent to keep a MESSAGELIMIT: a set of UIDs can name far more than there are.</summary>
    private const int PiecesMost = 1000;

    /// <summary>The set in pieces, in order, each naming no more messages than the server takes at once (MESSAGELIMIT, RFC 9738); nothing for the empty set.</summary>
    public static IEnumerable<NumberSet> Of(NumberSet numbers, uint? limit)
    {
        if (limit is not { } most || most == 0 || numbers.Count <= most || numbers.Count / most >= PiecesMost)
        {
            return Of(numbers);
        }

        return Limited(numbers, most).SelectMany(Of);
    }

    private static IEnumerable<NumberSet> Limited(NumberSet numbers, uint most)
    {
        var piece = new List<NumberRange>();
        long room = most;
        foreach (var run in numbers.Ranges.ToArray())
        {
            for (long first = run.First; first <= run.Last;)
            {
                var last = Math.Min(run.Last, first + room - 1);
                piece.Add(new NumberRange((uint)first, (uint)last));
                room -= last - first + 1;
                first = last + 1;
                if (room == 0)
                {
                    yield return NumberSet.FromRanges(piece);
                    (piece, room) = ([], most);
                }
            }
        }

        if (piece.Count > 0)
        {
            yield return NumberSet.FromRanges(piece);
        }
    }

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
