using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Reminders;

internal sealed class ReminderTable(IDbContextFactory<WebmailDbContext> contexts, IOutboxSchedule schedule, TimeProvider time) : IReminders
{
    /// <summary>Reminders of one account; more than anybody means to follow up.</summary>
    private const int Most = 1_000;

    public static ReminderState StateOf(AnswerReminder row) => Enum.Parse<ReminderState>(row.State);

    /// <summary>From a message that is sent and filed. Done again after a crash it changes nothing.</summary>
    public async Task AddAsync(OutboxMessage sent, OutboxEnvelope envelope, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.AnswerReminders.AnyAsync(r => r.Id == sent.Id, ct) && await db.AnswerReminders.CountAsync(r => r.AccountId == sent.AccountId, ct) < Most)
        {
            db.AnswerReminders.Add(new AnswerReminder
            {
                Id = sent.Id, AccountId = sent.AccountId, MessageId = sent.MessageId, Subject = sent.Subject, SentFolder = envelope.SentFolder, SentAt = time.GetUtcNow(), DueAt = at,
                Recipients = JsonSerializer.Serialize(envelope.Draft.To.Concat(envelope.Draft.Cc)), State = nameof(ReminderState.Waiting),
            });
            await db.SaveChangesAsync(ct);
        }

        await schedule.RemindAsync(sent.Id, at, ct);
    }

    public async Task<AnswerReminder?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AnswerReminders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
    }

    /// <summary>Those whose time is still to come, or passed while no process ran.</summary>
    public async Task<IReadOnlyList<AnswerReminder>> WaitingAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AnswerReminders.AsNoTracking().Where(r => r.State == nameof(ReminderState.Waiting)).ToListAsync(ct);
    }

    public async Task StepAsync(Guid id, ReminderState state, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.AnswerReminders.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, state.ToString()), ct);
    }

    public async Task DeleteAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.AnswerReminders.Where(r => r.Id == id).ExecuteDeleteAsync(ct);
    }

    public async Task<IReadOnlyList<Reminder>> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        var rows = await OfAsync(who, ct);
        return [.. rows.OrderBy(row => StateOf(row) == ReminderState.Waiting).ThenBy(row => row.DueAt)
            .Select(row => new Reminder(row.Id, row.Subject, JsonSerializer.Deserialize<List<Person>>(row.Recipients) ?? [], row.SentAt, row.DueAt, StateOf(row)))];
    }

    public async Task AgainAsync(AccountIdentity who, Guid reminder, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        if (at <= time.GetUtcNow() || at - time.GetUtcNow() > SendWishes.MaxAhead) throw new ComposeException(ComposeProblem.BadTime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.AnswerReminders.SingleOrDefaultAsync(r => r.AccountId == who.AccountId && r.Id == reminder, ct);
        if (row is null) return;
        (row.State, row.DueAt) = (nameof(ReminderState.Waiting), at.ToUniversalTime());
        await db.SaveChangesAsync(ct);
        await schedule.RemindAsync(reminder, at, CancellationToken.None);
    }

    public async Task DropAsync(AccountIdentity who, Guid reminder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.AnswerReminders.Where(r => r.AccountId == who.AccountId && r.Id == reminder).ExecuteDeleteAsync(ct);
    }

    public async Task<MessageReference?> SentAsync(IMailAccount account, Guid reminder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await FindAsync(reminder, ct) is { } row && row.AccountId == account.Identity.AccountId && account is MailAccount own ? await new AnswerSearch(own).SentAsync(row, ct) : null;
    }

    public async Task WakeAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        foreach (var row in (await OfAsync(who, ct)).Where(row => StateOf(row) == ReminderState.SignedOut)) await schedule.RemindAsync(row.Id, time.GetUtcNow(), ct);
    }

    private async Task<List<AnswerReminder>> OfAsync(AccountIdentity who, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.AnswerReminders.AsNoTracking().Where(r => r.AccountId == who.AccountId).ToListAsync(ct);
    }
}
