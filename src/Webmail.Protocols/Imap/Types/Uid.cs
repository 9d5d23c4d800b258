using System.Globalization;

namespace Webmail.Protocols.Imap;

/// <summary>A message's unique identifier in one mailbox and UIDVALIDITY, 1..2^32-1 (RFC 9051 section 2.3.1.1).</summary>
public readonly record struct Uid : IComparable<Uid>
{
    /// <exception cref="ArgumentOutOfRangeException">The value is zero: no message has that UID.</exception>
    public Uid(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value);
        Value = value;
    }

    public uint Value { get; }

    public static bool operator <(Uid left, Uid right) => left.Value < right.Value;

    public static bool operator >(Uid left, Uid right) => left.Value > right.Value;

    public static bool operator <=(Uid left, Uid right) => left.Value <= right.Value;

    public static bool operator >=(Uid left, Uid right) => left.Value >= right.Value;

    /// <summary>Reads decimal digits; false for zero, signs, spaces and anything above 2^32-1.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Uid uid)
    {
        uid = default;
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            return false;
        uid = new Uid(value);
        return true;
    }

    public int CompareTo(Uid other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
