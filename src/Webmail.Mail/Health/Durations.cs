namespace Webmail.Mail.Health;

/// <summary>
/// How long many things took, without keeping each: counts in fixed classes from 1 ms to five minutes, each a half longer than the one before, so that a percentile is never more than a
/// fifth off. Not thread-safe.
/// </summary>
public sealed class Durations
{
    /// <summary>The classes: 1 ms times 1.5 to the 31st is 288 s, longer than any command's time limit. 128 octets.</summary>
    private const int Classes = 32;

    private const double Growth = 1.5;

    private static readonly double[] Ends = [.. Enumerable.Range(0, Classes).Select(i => Math.Pow(Growth, i))];

    private readonly int[] _counts = new int[Classes];

    public long Count { get; private set; }

    public void Add(TimeSpan duration)
    {
        _counts[ClassOf(duration.TotalMilliseconds)]++;
        Count++;
    }

    public void Add(Durations others)
    {
        ArgumentNullException.ThrowIfNull(others);
        for (var i = 0; i < Classes; i++) _counts[i] += others._counts[i];
        Count += others.Count;
    }

    /// <summary>What this share (0 to 1) of them did not exceed; null when there was none.</summary>
    public TimeSpan? Percentile(double share)
    {
        if (Count == 0) return null;
        var wanted = share * Count;
        double below = 0;
        for (var i = 0; i < Classes; i++)
        {
            if (_counts[i] > 0 && below + _counts[i] >= wanted)
            {
                var start = i == 0 ? 0 : Ends[i - 1];
                return TimeSpan.FromMilliseconds(start + ((Ends[i] - start) * Math.Clamp((wanted - below) / _counts[i], 0, 1)));
            }

            below += _counts[i];
        }

        return TimeSpan.FromMilliseconds(Ends[^1]);
    }

    private static int ClassOf(double milliseconds)
    {
        if (!(milliseconds > 1)) return 0; // also a clock that went backwards
        var index = (int)Math.Ceiling(Math.Log(milliseconds, Growth));
        return Math.Min(index, Classes - 1);
    }
}
