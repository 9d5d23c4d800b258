using System.Diagnostics;

namespace Webmail.TestKit;

/// <summary>Waits for a condition that another process or thread brings about, without a fixed sleep.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Polls every 10 ms until the condition holds.</summary>
    /// <param name="timeout">10 s when null.</param>
    /// <exception cref="TimeoutException">The condition did not come true in time; carries <paramref name="what"/>.</exception>
    public static async Task TrueAsync(
        Func<CancellationToken, ValueTask<bool>> condition, string what, CancellationToken ct, TimeSpan? timeout = null)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan limit = timeout ?? Patience;
        while (!await condition(ct))
        {
            if (Stopwatch.GetElapsedTime(start) > limit) throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}");
            await Task.Delay(Pause, ct);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{CancellationToken, ValueTask{bool}}, string, CancellationToken, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> condition, string what, CancellationToken ct, TimeSpan? timeout = null) =>
        TrueAsync(_ => ValueTask.FromResult(condition()), what, ct, timeout);
}
