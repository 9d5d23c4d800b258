using Microsoft.Extensions.Hosting;

namespace Webmail.Mail.Outbox;

/// <summary>
/// Plans at the start of a process what is not done: a crash may have come between a row and its job. Planning what is planned already changes only its time, which
/// stands in the row.
/// </summary>
internal sealed class OutboxStart(OutboxTable table, IOutboxSchedule schedule, TimeProvider time) : BackgroundService
{
    /// <summary>Another node may be at work on a message that says "sending"; it is given time to finish or to be found dead.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var row in await table.UnfinishedAsync(stoppingToken))
        {
            var soon = time.GetUtcNow() + Courtesy;
            await schedule.PlanAsync(row.Id, row.DueAt > soon ? row.DueAt : soon, stoppingToken);
        }
    }
}
