using Quartz;

namespace Webmail.Mail.Outbox;

/// <summary>One job with one trigger for each entry.</summary>
internal sealed class QuartzSchedule(ISchedulerFactory schedulers) : IOutboxSchedule
{
    private const string Group = "outbox";

    public async Task PlanAsync(Guid entry, DateTimeOffset at, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var name = entry.ToString("N");
        var job = JobBuilder.Create<OutboxJob>().WithIdentity(name, Group).UsingJobData(OutboxJob.EntryKey, entry.ToString("D")).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(name, Group).ForJob(job).StartAt(at)
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, ct);
    }
}
