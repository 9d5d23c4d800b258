using System.Collections;

namespace Webmail.Protocols.Imap;

/// <summary>An immutable set of UIDs kept as sorted runs, <c>uid-set</c> of RFC 4315. Iterates ascending.</summary>
public sealed class UidSet : IEquatable<UidSet>, IEnumerable<Uid>
{
    public UidSet(NumberSet numbers)
    {
        if (numbers.Contains(0))
            throw new ArgumentOutOfRangeException(nameof(numbers), "Zero is not a UID.");
        Numbers = numbers;
    }

    public static UidSet Empty { get; } = new(NumberSet.Empty);

    /// <summary>The same numbers without their meaning.</summary>
    public NumberSet Numbers { get; }

    public long Count => Numbers.Count;

    public bool IsEmpty => Numbers.IsEmpty;

    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public Uid Min => IsEmpty ? throw new InvalidOperationException("The set is empty.") : new Uid(Numbers.Ranges[0].First);

    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public Uid Max => IsEmpty ? throw new InvalidOperationException("The set is empty.") : new Uid(Numbers.Ranges[^1].Last);

    public static UidSet Of(params ReadOnlySpan<Uid> uids)
    {
        var builder = new NumberSetBuilder();
        foreach (var uid in uids)
            builder.Add(uid.Value);
        return new UidSet(builder.Build());
    }

    public static UidSet From(IEnumerable<Uid> uids)
    {
        var builder = new NumberSetBuilder();
        foreach (var uid in uids)
            builder.Add(uid.Value);
        return new UidSet(builder.Build());
    }

    public static UidSet Range(Uid first, Uid last) => new(new NumberSet([new NumberRange(first.Value, last.Value)]));

    /// <summary>
    /// Everything from a UID up. Written with the highest UID instead of "*", because "5:*" also names the last message
    /// when its UID is below 5 (RFC 9051 section 9, seq-range).
    /// </summary>
    public static UidSet StartingAt(Uid first) => Range(first, new Uid(uint.MaxValue));

    /// <exception cref="FormatException">The text is not like "1:4,7".</exception>
    public static UidSet Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var set) ? set : throw new FormatException("Not a set of UIDs.");

    public static bool TryParse(ReadOnlySpan<char> text, out UidSet set)
    {
        set = Empty;
        if (!NumberSet.TryParse(text, out var numbers))
            return false;
        set = new UidSet(numbers);
        return true;
    }

    public bool Contains(Uid uid) => Numbers.Contains(uid.Value);

    public UidSet Union(UidSet other) => new(Numbers.Union(other.Numbers));

    public UidSet Intersect(UidSet other) => new(Numbers.Intersect(other.Numbers));

    public UidSet Except(UidSet other) => new(Numbers.Except(other.Numbers));

    public bool Equals(UidSet? other) => other is not null && Numbers.Equals(other.Numbers);

    public override bool Equals(object? obj) => Equals(obj as UidSet);

    public override int GetHashCode() => Numbers.GetHashCode();

    public IEnumerator<Uid> GetEnumerator()
    {
        foreach (var number in Numbers)
            yield return new Uid(number);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The wire form, "1:4,7"; empty for the empty set, which no command can carry.</summary>
    public override string ToString() => Numbers.ToString();
}
