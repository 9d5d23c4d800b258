using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;

namespace Webmail.Mail.Outbox;

/// <summary>The outbox's rows. Every step is a compare-and-set on the row's version, so that two workers never take the same one.</summary>
internal sealed class OutboxTable(IDbContextFactory<WebmailDbContext> contexts, TimeProvider time)
{
    private const int MaxServerText = 512;

    public async Task AddAsync(OutboxMessage row, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.OutboxMessages.Add(row);
        await db.SaveChangesAsync(ct);
    }

    public async Task<OutboxMessage?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);
    }

    public async Task<IReadOnlyList<OutboxMessage>> OfAccountAsync(Guid account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.OutboxMessages.AsNoTracking().Where(m => m.AccountId == account).ToListAsync(ct)).OrderBy(m => m.CreatedAt).ToList();
    }

    /// <summary>What has to be looked after when a process starts.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> UnfinishedAsync(CancellationToken ct)
    {
        var unfinished = new[] { nameof(OutboxState.Queued), nameof(OutboxState.Sending), nameof(OutboxState.Sent), nameof(OutboxState.Waiting) };
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OutboxMessages.AsNoTracking().Where(m => unfinished.Contains(m.State)).ToListAsync(ct);
    }

    /// <summary>Takes a step, unless somebody took another one meanwhile.</summary>
    /// <returns>The row as it is now; null when the step was not taken.</returns>
    public async Task<OutboxMessage?> StepAsync(OutboxMessage row, OutboxState to, string reason, string serverText, CancellationToken ct, Action<OutboxMessage>? change = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var current = await db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == row.Id, ct);
        if (current is null || current.Version != row.Version) return null;
        current.State = to.ToString();
        current.Reason = reason;
        current.ServerText = serverText.Length > MaxServerText ? serverText[..MaxServerText] : serverText;
        current.ChangedAt = time.GetUtcNow();
        current.Version++;
        change?.Invoke(current);
        try
        {
            await db.SaveChangesAsync(ct);
            return current;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    public async Task DeleteAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.OutboxMessages.Where(m => m.Id == id).ExecuteDeleteAsync(ct);
    }
}
