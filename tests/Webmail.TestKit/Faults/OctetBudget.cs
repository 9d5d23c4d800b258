namespace Webmail.TestKit.Faults;

/// <summary>Octets that may still pass, both ways together; null: any number.</summary>
internal sealed class OctetBudget(long? octets)
{
    private readonly Lock _lock = new();
    private long? _left = octets;

    public bool IsSpent
    {
        get
        {
            lock (_lock) return _left is <= 0;
        }
    }

    public int Take(int wanted)
    {
        lock (_lock)
        {
            if (_left is not { } left) return wanted;
            var taken = (int)Math.Min(wanted, Math.Max(0, left));
            _left = left - taken;
            return taken;
        }
    }
}
