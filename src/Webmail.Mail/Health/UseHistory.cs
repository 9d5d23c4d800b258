using Microsoft.Extensions.Hosting;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Health;

/// <summary>People, connections and memory: now, and in each minute of the last 24 hours.</summary>
public sealed class UseHistory(AccountRegistry accounts, ConnectionBudget budget, TimeProvider time) : BackgroundService
{
    private const int Minutes = 24 * 60;

    private readonly Lock _lock = new();
    private readonly Queue<UsePoint> _points = new(Minutes);

    internal UsePoint Now() => new(accounts.People, budget.Open, Environment.WorkingSet);

    /// <summary>Oldest first; as many as the process has minutes, a day's at most.</summary>
    internal IReadOnlyList<UsePoint> Points()
    {
        lock (_lock) return [.. _points];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            do Keep(Now());
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutting down.
        }
    }

    private void Keep(UsePoint point)
    {
        lock (_lock)
        {
            if (_points.Count == Minutes) _points.Dequeue();
            _points.Enqueue(point);
        }
    }
}
