using System.Globalization;

namespace Webmail.Protocols.Imap;

/// <summary>
/// Message sequence numbers (1-based) as a command names them, <c>sequence-set</c> of RFC 9051: sorted runs and perhaps an
/// open end such as "120:*". Immutable.
/// </summary>
public sealed class SequenceSet : IEquatable<SequenceSet>
{
    private SequenceSet(NumberSet numbers, uint? openFrom)
    {
        Numbers = numbers;
        OpenFrom = openFrom;
    }

    /// <summary>"1:*".</summary>
    public static SequenceSet All { get; } = new(NumberSet.Empty, 1);

    /// <summary>The runs that have both ends.</summary>
    public NumberSet Numbers { get; }

    /// <summary>Where the open run "n:*" starts; null when every run is closed.</summary>
    public uint? OpenFrom { get; }

    public bool IsEmpty => Numbers.IsEmpty && OpenFrom is null;

    public static SequenceSet Of(params ReadOnlySpan<uint> numbers)
    {
        var builder = new NumberSetBuilder();
        foreach (var number in numbers)
        {
            ArgumentOutOfRangeException.ThrowIfZero(number, nameof(numbers));
            builder.Add(number);
        }

        return new SequenceSet(builder.Build(), null);
    }

    public static SequenceSet Range(uint first, uint last)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        ArgumentOutOfRangeException.ThrowIfZero(last);
        return new SequenceSet(new NumberSet([new NumberRange(first, last)]), null);
    }

    /// <summary>"first:*". The server reads it as at least the last message, even when that is below first.</summary>
    public static SequenceSet StartingAt(uint first)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        return new SequenceSet(NumberSet.Empty, first);
    }

    public static SequenceSet From(NumberSet numbers) =>
        numbers.Contains(0) ? throw new ArgumentOutOfRangeException(nameof(numbers)) : new SequenceSet(numbers, null);

    public bool Equals(SequenceSet? other) => other is not null && OpenFrom == other.OpenFrom && Numbers.Equals(other.Numbers);

    public override bool Equals(object? obj) => Equals(obj as SequenceSet);

    public override int GetHashCode() => HashCode.Combine(Numbers, OpenFrom);

    /// <summary>The wire form, "1:4,7,120:*"; empty for the empty set, which no command can carry.</summary>
    public override string ToString()
    {
        if (OpenFrom is not { } open)
            return Numbers.ToString();
        var tail = string.Create(CultureInfo.InvariantCulture, $"{open}:*");
        return Numbers.IsEmpty ? tail : Numbers + "," + tail;
    }
}
