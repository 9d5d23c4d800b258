using System.Collections;

namespace Webmail.Protocols.Imap;

/// <summary>
/// An immutable set of flags. Sets of system flags alone are shared instances: a listing of a hundred thousand messages
/// allocates for keywords only.
/// </summary>
public sealed class FlagSet : IReadOnlyCollection<Flag>, IEquatable<FlagSet>
{
    private static readonly Flag[] System = [Flag.Seen, Flag.Answered, Flag.Flagged, Flag.Deleted, Flag.Draft, Flag.Recent];
    private static readonly FlagSet[] SystemOnly = CreateSystemOnly();

    private readonly int _system;
    private readonly Flag[] _keywords;

    private FlagSet(int system, Flag[] keywords)
    {
        _system = system;
        _keywords = keywords;
    }

    public static FlagSet Empty => SystemOnly[0];

    public int Count => int.PopCount(_system) + _keywords.Length;

    /// <summary>Everything but the six flags of RFC 3501: keywords and a server's own backslash flags.</summary>
    public IReadOnlyList<Flag> Keywords => _keywords;

    public bool IsSeen => Contains(Flag.Seen);

    public static FlagSet Of(params ReadOnlySpan<Flag> flags)
    {
        var system = 0;
        List<Flag>? keywords = null;
        foreach (var flag in flags)
        {
            var bit = BitOf(flag);
            system |= bit;
            if (bit == 0 && flag.Name.Length > 0 && keywords?.Contains(flag) != true)
                (keywords ??= []).Add(flag);
        }

        return Create(system, keywords is null ? [] : [.. keywords]);
    }

    public static FlagSet From(IEnumerable<Flag> flags) => Of([.. flags]);

    public bool Contains(Flag flag)
    {
        var bit = BitOf(flag);
        return bit != 0 ? (_system & bit) != 0 : Array.IndexOf(_keywords, flag) >= 0;
    }

    public FlagSet Add(params ReadOnlySpan<Flag> flags) => Of([.. this, .. flags]);

    public FlagSet Remove(params ReadOnlySpan<Flag> flags)
    {
        var gone = Of(flags);
        return From(this.Where(flag => !gone.Contains(flag)));
    }

    public bool Equals(FlagSet? other) =>
        other is not null && _system == other._system && _keywords.Length == other._keywords.Length && _keywords.All(other.Contains);

    public override bool Equals(object? obj) => Equals(obj as FlagSet);

    public override int GetHashCode() => HashCode.Combine(_system, _keywords.Length);

    public IEnumerator<Flag> GetEnumerator()
    {
        for (var i = 0; i < System.Length; i++)
        {
            if ((_system & (1 << i)) != 0)
                yield return System[i];
        }

        foreach (var keyword in _keywords)
            yield return keyword;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The wire form without parentheses: "\Seen $Forwarded".</summary>
    public override string ToString() => string.Join(' ', this);

    /// <summary>The set of some system flags (bits in the order of the RFC table above) and distinct keywords.</summary>
    internal static FlagSet Create(int system, Flag[] keywords) =>
        keywords.Length == 0 ? SystemOnly[system] : new FlagSet(system, keywords);

    internal static int BitOf(Flag flag)
    {
        if (!flag.IsSystem)
            return 0;
        for (var i = 0; i < System.Length; i++)
        {
            if (System[i] == flag)
                return 1 << i;
        }

        return 0;
    }

    private static FlagSet[] CreateSystemOnly()
    {
        var sets = new FlagSet[1 << System.Length];
        for (var bits = 0; bits < sets.Length; bits++)
            sets[bits] = new FlagSet(bits, []);
        return sets;
    }
}
