using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mime.Headers;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

internal sealed class Identities(IDbContextFactory<WebmailDbContext> contexts) : IIdentities
{
    /// <summary>Identities of one account.</summary>
    private const int Most = 100;

    private const int MaxSignatureChars = 64 * 1024;

    public async Task<IReadOnlyList<Identity>> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.SenderIdentities.AsNoTracking().Where(i => i.AccountId == who.AccountId).OrderBy(i => i.Position).ToListAsync(ct);
        if (rows.Count > 0) return [.. rows.Select(Of)];
        // Nobody has set any up yet: the address of the account, under the account's own id, so that it is the same tomorrow.
        var name = await db.Accounts.AsNoTracking().Where(a => a.Id == who.AccountId).Select(a => a.DisplayName).SingleOrDefaultAsync(ct);
        return [new Identity { Id = who.AccountId, Name = name ?? "", Address = who.Address }];
    }

    public async Task SaveAsync(AccountIdentity who, Identity identity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(identity);
        var changed = identity with
        {
            Name = HeaderValue.Clean(identity.Name).Text,
            Address = Checked(identity.Address), ReplyTo = CheckedOrEmpty(identity.ReplyTo), Bcc = CheckedOrEmpty(identity.Bcc),
            SignatureHtml = SignatureOf(identity.SignatureHtml),
        };
        if (changed.Name.Length > 256 || changed.SignatureHtml.Length > MaxSignatureChars || changed.SignatureText.Length > MaxSignatureChars)
            throw new ComposeException(ComposeProblem.TextTooLong, "identity");
        var known = await ListAsync(who, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.SenderIdentities.Where(i => i.AccountId == who.AccountId).OrderBy(i => i.Position).ToListAsync(ct);
        // The one that stood for "none set up" becomes a row with the first change.
        if (rows.Count == 0 && known[0].Id != identity.Id) rows.Add(Add(db, who, known[0], 0));
        if (rows.Find(row => row.Id == identity.Id) is { } row) Fill(row, changed);
        else if (rows.Count < Most) Add(db, who, changed, rows.Count == 0 ? 0 : rows.Max(r => r.Position) + 1);
        else throw new ComposeException(ComposeProblem.TextTooLong, "identity");
        await db.SaveChangesAsync(ct);
    }

    public async Task OrderAsync(AccountIdentity who, IReadOnlyList<Guid> order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(order);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.SenderIdentities.Where(i => i.AccountId == who.AccountId).OrderBy(i => i.Position).ToListAsync(ct);
        var places = order.Distinct().Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        foreach (var (row, index) in rows.Select((row, index) => (row, index))) row.Position = places.GetValueOrDefault(row.Id, order.Count + index);
        await db.SaveChangesAsync(ct);
    }

    public async Task DeleteAsync(AccountIdentity who, Guid identity, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.SenderIdentities.CountAsync(i => i.AccountId == who.AccountId, ct) > 1)
            await db.SenderIdentities.Where(i => i.AccountId == who.AccountId && i.Id == identity).ExecuteDeleteAsync(ct);
    }

    private static SenderIdentity Add(WebmailDbContext db, AccountIdentity who, Identity identity, int position)
    {
        var row = new SenderIdentity { Id = identity.Id == Guid.Empty ? Guid.NewGuid() : identity.Id, AccountId = who.AccountId, Name = "", Address = "", Position = position };
        Fill(row, identity);
        db.SenderIdentities.Add(row);
        return row;
    }

    private static void Fill(SenderIdentity row, Identity from) =>
        (row.Name, row.Address, row.ReplyTo, row.Bcc, row.SignatureHtml, row.SignatureText, row.SentFolder) =
        (from.Name, from.Address, from.ReplyTo, from.Bcc, from.SignatureHtml, from.SignatureText, from.SentFolder);

    private static Identity Of(SenderIdentity row) => new()
    {
        Id = row.Id, Name = row.Name, Address = row.Address, ReplyTo = row.ReplyTo, Bcc = row.Bcc, SignatureHtml = row.SignatureHtml,
        SignatureText = row.SignatureText, SentFolder = row.SentFolder,
    };

    private static string SignatureOf(string html) =>
        html.Length == 0 ? "" : EditorHtml.ForEditor(html, _ => null) ?? throw new ComposeException(ComposeProblem.TextTooLong, "identity");

    private static string CheckedOrEmpty(string address) => string.IsNullOrWhiteSpace(address) ? "" : Checked(address);

    private static string Checked(string address) =>
        MailAddress.TryParse(address.Trim(), out var parsed) && parsed.IsComplete && parsed.Address.Length <= 320
            ? parsed.Address : throw new ComposeException(ComposeProblem.BadAddress, "identity", address);
}
