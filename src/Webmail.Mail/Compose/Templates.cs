using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Contacts;

namespace Webmail.Mail.Compose;

internal sealed class Templates(IDbContextFactory<WebmailDbContext> contexts, TimeProvider time) : ITemplates
{
    /// <summary>Templates of one person: a list that can still be looked through.</summary>
    private const int Most = 200;

    /// <summary>Characters of HTML or text: what is written often is short.</summary>
    private const int MaxChars = 256 * 1024;

    /// <summary>Width of the column.</summary>
    private const int MaxNameChars = 128;

    public async Task<IReadOnlyList<MessageTemplate>> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ComposeTemplates.AsNoTracking().Where(t => t.UserId == who.UserId).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase).Select(row => new MessageTemplate(row.Id, row.Name, row.Subject, row.Html, row.Text))];
    }

    public async Task SaveAsync(AccountIdentity who, MessageTemplate template, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(template);
        var name = BookCards.Short(template.Name, MaxNameChars);
        if (name.Length == 0) throw new ComposeException(ComposeProblem.NameMissing);
        if (template.Html.Length > MaxChars || template.Text.Length > MaxChars) throw new ComposeException(ComposeProblem.TextTooLong);
        var html = EditorHtml.ForEditor(template.Html, _ => null) ?? throw new ComposeException(ComposeProblem.TextTooLong);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.ComposeTemplates.SingleOrDefaultAsync(t => t.UserId == who.UserId && t.Id == template.Id, ct);
        if (row is null)
        {
            if (await db.ComposeTemplates.CountAsync(t => t.UserId == who.UserId, ct) >= Most) throw new ComposeException(ComposeProblem.TooManyTemplates);
            db.ComposeTemplates.Add(row = new ComposeTemplate { Id = template.Id == Guid.Empty ? Guid.NewGuid() : template.Id, UserId = who.UserId, Name = "" });
        }

        (row.Name, row.Subject, row.Html, row.Text, row.ChangedAt) = (name, BookCards.Short(template.Subject, ComposeLimits.MaxSubjectChars), html, template.Text, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }

    public async Task DeleteAsync(AccountIdentity who, Guid template, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.ComposeTemplates.Where(t => t.UserId == who.UserId && t.Id == template).ExecuteDeleteAsync(ct);
    }
}
