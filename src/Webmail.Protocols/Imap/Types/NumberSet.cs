using System.Collections;
using System.Globalization;
using System.Text;

namespace Webmail.Protocols.Imap;

/// <summary>
/// A set of message numbers kept as sorted runs that neither touch nor overlap: a million consecutive UIDs cost one run.
/// Immutable. What the numbers mean (UIDs or sequence numbers) is said by <see cref="UidSet"/> and <see cref="SequenceSet"/>.
/// </summary>
public sealed class NumberSet : IEquatable<NumberSet>, IEnumerable<uint>
{
    private readonly NumberRange[] _ranges;

    internal NumberSet(NumberRange[] sortedDisjoint)
    {
        _ranges = sortedDisjoint;
        foreach (var range in sortedDisjoint)
            Count += range.Count;
    }

    public static NumberSet Empty { get; } = new([]);

    /// <summary>How many numbers the set holds.</summary>
    public long Count { get; }

    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The runs, ascending.</summary>
    public ReadOnlySpan<NumberRange> Ranges => _ranges;

    public static NumberSet FromRanges(IEnumerable<NumberRange> ranges)
    {
        // No more room than what is in memory already.
        var builder = new NumberSetBuilder(ranges.TryGetNonEnumeratedCount(out var count) ? count : 0);
        foreach (var range in ranges)
            builder.Add(range);
        return builder.Build();
    }

    public static NumberSet From(IEnumerable<uint> numbers)
    {
        var builder = new NumberSetBuilder();
        foreach (var number in numbers)
            builder.Add(number);
        return builder.Build();
    }

    /// <summary>Reads "1:4,7"; false for anything else, for zero and for "*".</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NumberSet set)
    {
        set = Empty;
        var builder = new NumberSetBuilder();
        foreach (var part in text.Split(','))
        {
            var run = text[part];
            var colon = run.IndexOf(':');
            var first = colon < 0 ? run : run[..colon];
            if (!TryNumber(first, out var from))
                return false;
            var to = from;
            if (colon >= 0 && !TryNumber(run[(colon + 1)..], out to))
                return false;
            builder.Add(new NumberRange(from, to));
        }

        set = builder.Build();
        return true;
    }

    public bool Contains(uint number)
    {
        var low = 0;
        var high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (number < _ranges[middle].First)
                high = middle - 1;
            else if (number > _ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    public NumberSet Union(NumberSet other)
    {
        if (other.IsEmpty)
            return this;
        if (IsEmpty)
            return other;
        var builder = new NumberSetBuilder();
        foreach (var range in _ranges)
            builder.Add(range);
        foreach (var range in other._ranges)
            builder.Add(range);
        return builder.Build();
    }

    public NumberSet Intersect(NumberSet other)
    {
        var builder = new NumberSetBuilder();
        for (int mine = 0, theirs = 0; mine < _ranges.Length && theirs < other._ranges.Length;)
        {
            var (a, b) = (_ranges[mine], other._ranges[theirs]);
            var first = Math.Max(a.First, b.First);
            var last = Math.Min(a.Last, b.Last);
            if (first <= last)
                builder.Add(new NumberRange(first, last));
            if (a.Last < b.Last)
                mine++;
            else
                theirs++;
        }

        return builder.Build();
    }

    public NumberSet Except(NumberSet other)
    {
        var builder = new NumberSetBuilder();
        var next = 0;
        foreach (var range in _ranges)
        {
            long from = range.First;
            while (next < other._ranges.Length && other._ranges[next].Last < from)
                next++;
            for (var cut = next; cut < other._ranges.Length && other._ranges[cut].First <= range.Last; cut++)
            {
                if (other._ranges[cut].First > from)
                    builder.Add(new NumberRange((uint)from, other._ranges[cut].First - 1));
                from = (long)other._ranges[cut].Last + 1;
            }

            if (from <= range.Last)
                builder.Add(new NumberRange((uint)from, range.Last));
        }

        return builder.Build();
    }

    public bool Equals(NumberSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as NumberSet);

    public override int GetHashCode() => _ranges.Length == 0 ? 0 : HashCode.Combine(_ranges.Length, _ranges[0], _ranges[^1]);

    public IEnumerator<uint> GetEnumerator()
    {
        foreach (var range in _ranges)
        {
            for (long number = range.First; number <= range.Last; number++)
                yield return (uint)number;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The wire form, "1:4,7"; empty for the empty set, which no command can carry.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var range in _ranges)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{range.First}");
            if (range.Last != range.First)
                text.Append(CultureInfo.InvariantCulture, $":{range.Last}");
        }

        return text.ToString();
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
