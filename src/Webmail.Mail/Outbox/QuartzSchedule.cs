using Quartz;
using Webmail.Mail.Reminders;

namespace Webmail.Mail.Outbox;

/// <summary>One job with one trigger for each entry and each reminder.</summary>
internal sealed class QuartzSchedule(ISchedulerFactory schedulers) : IOutboxSchedule
{
    public Task PlanAsync(Guid entry, DateTimeOffset at, CancellationToken ct) => PlanAsync<OutboxJob>("outbox", OutboxJob.EntryKey, entry, at, ct);

    public Task RemindAsync(Guid reminder, DateTimeOffset at, CancellationToken ct) => PlanAsync<ReminderJob>("reminders", ReminderJob.ReminderKey, reminder, at, ct);

    private async Task PlanAsync<T>(string group, string key, Guid id, DateTimeOffset at, CancellationToken ct)
        where T : IJob
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var name = id.ToString("N");
        var job = JobBuilder.Create<T>().WithIdentity(name, group).UsingJobData(key, id.ToString("D")).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(name, group).ForJob(job).StartAt(at)
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, ct);
    }
}
