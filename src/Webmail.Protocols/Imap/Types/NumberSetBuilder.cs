namespace Webmail.Protocols.Imap;

/// <summary>Collects numbers in any order; ascending input (what servers send) costs no sorting and no memory beyond the runs.</summary>
/// <param name="capacity">Runs to make room for at once; 0 for a few.</param>
internal struct NumberSetBuilder(int capacity)
{
    private const int Few = 4;

    private NumberRange[]? _ranges;
    private int _length;
    private bool _unsorted;

    public void Add(uint number) => Add(new NumberRange(number, number));

    public void Add(NumberRange range)
    {
        _ranges ??= new NumberRange[Math.Max(capacity, Few)];
        if (_length > 0)
        {
            var last = _ranges[_length - 1];
            if (range.First >= last.First && range.First <= (long)last.Last + 1)
            {
                _ranges[_length - 1] = new NumberRange(last.First, Math.Max(last.Last, range.Last));
                return;
            }

            _unsorted |= range.First < last.First;
        }

        if (_length == _ranges.Length)
            Array.Resize(ref _ranges, _length * 2);
        _ranges[_length++] = range;
    }

    public NumberSet Build()
    {
        if (_length == 0)
            return NumberSet.Empty;
        if (_unsorted)
            Normalise();
        return new NumberSet(_length == _ranges!.Length ? _ranges : _ranges.AsSpan(0, _length).ToArray());
    }

    private void Normalise()
    {
        _ranges.AsSpan(0, _length).Sort(static (a, b) => a.First.CompareTo(b.First));
        var kept = 0;
        for (var i = 1; i < _length; i++)
        {
            var (last, next) = (_ranges![kept], _ranges[i]);
            if (next.First <= (long)last.Last + 1)
                _ranges[kept] = new NumberRange(last.First, Math.Max(last.Last, next.Last));
            else
                _ranges[++kept] = next;
        }

        _length = kept + 1;
        _unsorted = false;
    }
}
