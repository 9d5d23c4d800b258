using System.Runtime.CompilerServices;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Collects a few values on the stack before they become one array of the right size; a listing builds some ten such lists for each message.</summary>
internal ref struct SmallList<T>
{
    private const int OnStack = 6;

    private Inline _inline;
    private List<T>? _more;

    public int Count { get; private set; }

    public void Add(T value)
    {
        if (Count < OnStack)
            _inline[Count] = value;
        else
            (_more ??= []).Add(value);
        Count++;
    }

    public readonly T[] ToArray()
    {
        if (Count == 0)
            return [];
        var values = new T[Count];
        for (var i = 0; i < Count && i < OnStack; i++)
            values[i] = _inline[i];
        _more?.CopyTo(values, OnStack);
        return values;
    }

    [InlineArray(OnStack)]
    private struct Inline
    {
        private T _first;
    }
}
