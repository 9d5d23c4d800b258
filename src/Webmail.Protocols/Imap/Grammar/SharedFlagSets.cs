using System.Diagnostics.CodeAnalysis;
using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Flag lists by their octets: the messages of a mailbox have few different ones, and each is read and held once.</summary>
internal sealed class SharedFlagSets
{
    /// <summary>Lists that are remembered, some 4 MB at most with their sets: where every message has keywords of its own, more would be shared no better.</summary>
    private const int Most = 1024;

    /// <summary>Octets of a list that is remembered: some twenty keywords.</summary>
    private const int Longest = 256;

    private readonly Dictionary<byte[], FlagSet> _sets = new(new ByOctets());

    /// <summary>Reads a <c>flag-list</c> with its parentheses. False when it is not just as the grammar says.</summary>
    public bool TryRead(ReadOnlyMemory<byte> list, [NotNullWhen(true)] out FlagSet? flags)
    {
        if (_sets.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(list.Span, out flags))
            return true;
        var reader = new ImapReader(new ImapFrame(list), utf8: false);
        if (!FlagRules.FlagList(ref reader, out flags, out _) || !reader.AtEnd || reader.Quirks != ServerQuirks.None)
            return false;
        if (_sets.Count < Most && list.Length <= Longest)
            _sets.Add(list.ToArray(), flags);
        return true;
    }

    // Its hash has a seed of this process: nobody outside can choose lists that fall together.
    private sealed class ByOctets : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
