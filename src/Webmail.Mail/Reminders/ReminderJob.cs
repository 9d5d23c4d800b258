using Microsoft.Extensions.Logging;
using Quartz;
using Webmail.Data.Model;
using Webmail.Mail.Outbox;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Reminders;

/// <summary>Looks at one reminder at its time. The login is not kept for it: when nobody is signed in then, it is looked at after the next sign-in and says so.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ReminderJob(ReminderTable table, AccountRegistry accounts, IOutboxSchedule schedule, TimeProvider time, ILogger<ReminderJob> logger) : IJob
{
    public const string ReminderKey = "reminder";

    /// <summary>Until the next look at a mailbox that can't be had.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!Guid.TryParse(context.MergedJobDataMap.GetString(ReminderKey), out var reminder)) return;
        DateTimeOffset? again;
        try
        {
            again = await LookAsync(reminder, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return; // the process is being stopped; its next start goes on
        }
        catch (Exception defect)
        {
            LogDefect(logger, reminder, defect);
            again = time.GetUtcNow() + LookAgain;
        }

        if (again is { } at) await schedule.RemindAsync(reminder, at, CancellationToken.None);
    }

    /// <returns>When to look again; null: it is decided, or waits for a sign-in.</returns>
    public async Task<DateTimeOffset?> LookAsync(Guid reminder, CancellationToken ct)
    {
        if (await table.FindAsync(reminder, ct) is not { } row || ReminderTable.StateOf(row) == ReminderState.Unanswered) return null;
        if (row.DueAt > time.GetUtcNow()) return row.DueAt;
        if (accounts.FindAccount(row.AccountId) is not { } account)
        {
            await table.StepAsync(reminder, ReminderState.SignedOut, ct);
            return null;
        }

        try
        {
            return await LookAsync(row, account, ct);
        }
        catch (MailUnavailableException away)
        {
            LogAway(logger, reminder, away.Failure.ToString());
            return time.GetUtcNow() + LookAgain;
        }
    }

    private async Task<DateTimeOffset?> LookAsync(AnswerReminder row, MailAccount account, CancellationToken ct)
    {
        var search = new AnswerSearch(account);
        if (await search.IsAnsweredAsync(row, ct))
        {
            await table.DeleteAsync(row.Id, ct);
            return null;
        }

        await table.StepAsync(row.Id, ReminderState.Unanswered, ct);
        try
        {
            await search.FlagAsync(row, ct);
        }
        catch (MailUnavailableException noStar)
        {
            LogAway(logger, row.Id, noStar.Failure.ToString()); // the notice is what counts
        }

        return null;
    }

    [LoggerMessage(3641, LogLevel.Error, "Reminder {Reminder} could not be looked at.")]
    private static partial void LogDefect(ILogger logger, Guid reminder, Exception error);

    [LoggerMessage(3642, LogLevel.Information, "Reminder {Reminder}: the mailbox can't be had now: {Failure}")]
    private static partial void LogAway(ILogger logger, Guid reminder, string failure);
}
