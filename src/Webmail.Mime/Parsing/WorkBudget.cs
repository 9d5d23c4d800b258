namespace Webmail.Mime.Parsing;

/// <summary>What is left of <see cref="MimeLimits.MaxWork"/> in one parse; all levels draw on it.</summary>
internal sealed class WorkBudget(long left)
{
    private long _left = left;

    /// <summary>False, and nothing is taken, where more is asked for than is left.</summary>
    public bool Spend(long bytes)
    {
        if (bytes > _left) return false;
        _left -= bytes;
        return true;
    }
}
