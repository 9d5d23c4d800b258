using Microsoft.Extensions.Logging;
using Quartz;

namespace Webmail.Mail.Outbox;

/// <summary>Runs one entry of the outbox, never twice at once; planned again when it is not done. After a crash Quartz starts it anew.</summary>
[DisallowConcurrentExecution]
internal sealed partial class OutboxJob(OutboxRun run, IOutboxSchedule schedule, TimeProvider time, ILogger<OutboxJob> logger) : IJob
{
    public const string EntryKey = "entry";

    /// <summary>Until the next try after something that should not happen.</summary>
    private static readonly TimeSpan AfterDefect = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!Guid.TryParse(context.MergedJobDataMap.GetString(EntryKey), out var entry)) return;
        DateTimeOffset? again;
        try
        {
            again = await run.GoOnAsync(entry, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return; // the process is being stopped; its next start goes on
        }
        catch (Exception defect)
        {
            LogDefect(logger, entry, defect);
            again = time.GetUtcNow() + AfterDefect;
        }

        if (again is { } at) await schedule.PlanAsync(entry, at, CancellationToken.None);
    }

    [LoggerMessage(3621, LogLevel.Error, "Outbox entry {Entry} could not be taken further.")]
    private static partial void LogDefect(ILogger logger, Guid entry, Exception error);
}
