using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reminders;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Outbox;

/// <summary>
/// Plans at the start of a process what is not done: a crash may have come between a row and its job. Planning what is planned already changes only its time, which
/// stands in the row. Afterwards, whenever an account is opened, goes on with what waited for that.
/// </summary>
internal sealed partial class OutboxStart(
    OutboxTable table, IOutboxSchedule schedule, IOutbox outbox, ReminderTable reminders, AccountRegistry accounts, TimeProvider time, ILogger<OutboxStart> logger) : BackgroundService
{
    /// <summary>Accounts that were opened and not looked at yet; one that is dropped is found by its own next look.</summary>
    private const int MaxWaiting = 10_000;

    /// <summary>Another node may be at work on a message that says "sending"; it is given time to finish or to be found dead.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(2);

    private readonly Channel<AccountIdentity> _opened = Channel.CreateBounded<AccountIdentity>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Note(AccountIdentity who) => _opened.Writer.TryWrite(who);
        accounts.Opened += Note;
        try
        {
            foreach (var row in await table.UnfinishedAsync(stoppingToken))
            {
                var soon = time.GetUtcNow() + Courtesy;
                await schedule.PlanAsync(row.Id, row.DueAt > soon ? row.DueAt : soon, stoppingToken);
            }

            foreach (var row in await reminders.WaitingAsync(stoppingToken)) await schedule.RemindAsync(row.Id, row.DueAt, stoppingToken);
            await foreach (var who in _opened.Reader.ReadAllAsync(stoppingToken)) await WakeAsync(who, stoppingToken);
        }
        finally
        {
            accounts.Opened -= Note;
        }
    }

    private async Task WakeAsync(AccountIdentity who, CancellationToken ct)
    {
        try
        {
            await outbox.WakeAsync(who, ct);
            await reminders.WakeAsync(who, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogNotWoken(logger, error); // its own next look is a minute away
        }
    }

    [LoggerMessage(3631, LogLevel.Warning, "What waited for a sign-in could not be planned.")]
    private static partial void LogNotWoken(ILogger logger, Exception error);
}
