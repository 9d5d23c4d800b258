using System.Globalization;

namespace Webmail.Protocols.Imap;

/// <summary>A modification sequence, 0..2^63-1 (RFC 7162 section 7); zero only in the places that allow it.</summary>
public readonly record struct ModSeq : IComparable<ModSeq>
{
    /// <exception cref="ArgumentOutOfRangeException">Above 2^63-1.</exception>
    public ModSeq(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, (ulong)long.MaxValue);
        Value = value;
    }

    public ulong Value { get; }

    public static bool operator <(ModSeq left, ModSeq right) => left.Value < right.Value;

    public static bool operator >(ModSeq left, ModSeq right) => left.Value > right.Value;

    public static bool operator <=(ModSeq left, ModSeq right) => left.Value <= right.Value;

    public static bool operator >=(ModSeq left, ModSeq right) => left.Value >= right.Value;

    public int CompareTo(ModSeq other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
