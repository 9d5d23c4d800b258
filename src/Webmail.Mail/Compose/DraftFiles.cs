using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Compose;

/// <summary>The files of drafts: uploaded piece by piece, so that a cut costs one piece, or taken over from mail that is on the server.</summary>
internal sealed class DraftFiles(IDbContextFactory<WebmailDbContext> contexts, ChunkStore chunks, TimeProvider time) : IDraftFiles
{
    private const int MaxTypeLength = 127;

    public async Task<DraftFile> BeginAsync(AccountIdentity who, Guid draft, string name, string type, long size, bool inline, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return await AddAsync(who, draft, size, new ComposeFile
        {
            Id = Guid.NewGuid(), AccountId = who.AccountId, DraftId = draft, Name = FileNames.Clean(name), MediaType = TypeOf(type),
            Size = size, Inline = inline, CreatedAt = time.GetUtcNow(),
        }, ct);
    }

    public async Task<DraftFile> ReferAsync(AccountIdentity who, Guid draft, string name, string type, long size, StoredPlace place, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        return await AddAsync(who, draft, size, new ComposeFile
        {
            Id = Guid.NewGuid(), AccountId = who.AccountId, DraftId = draft, Name = FileNames.Clean(name), MediaType = TypeOf(type),
            Size = size, Received = size, CreatedAt = time.GetUtcNow(), Place = JsonSerializer.Serialize(place), IsElsewhere = true,
        }, ct);
    }

    public async Task<IReadOnlyDictionary<Guid, PlacedFile>> PlacesAsync(AccountIdentity who, Guid draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var placed = await Of(db, who, draft).Where(f => f.Place != null).Select(f => new { f.Id, f.Place, f.IsElsewhere }).ToListAsync(ct);
        return placed.ToDictionary(f => f.Id, f => new PlacedFile(JsonSerializer.Deserialize<StoredPlace>(f.Place!)!, f.IsElsewhere));
    }

    public async Task PlaceAsync(AccountIdentity who, Guid draft, IReadOnlyDictionary<Guid, StoredPlace> places, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(places);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ComposeFiles.Where(f => f.AccountId == who.AccountId && f.DraftId == draft).ToListAsync(ct);
        foreach (var row in rows)
            if (places.TryGetValue(row.Id, out var place)) row.Place = JsonSerializer.Serialize(place);
        await db.SaveChangesAsync(ct);
    }

    public async Task<long> ContinueAsync(AccountIdentity who, Guid draft, Guid file, long offset, Stream content, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await FindAsync(db, who, draft, file, ct);
        if (offset != row.Received) return row.Received;
        try
        {
            await new ArrivingPieces(db, chunks, row).TakeAsync(content, ct);
            return row.Received;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same piece came twice at once: what is stored counts.
            await using var again = await contexts.CreateDbContextAsync(ct);
            return (await FindAsync(again, who, draft, file, ct)).Received;
        }
    }

    public async Task<DraftFile> TakeAsync(AccountIdentity who, Guid draft, Guid id, string name, string type, bool inline, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        var size = await StoreAsync(who, draft, id, name, content, ct);
        var file = new ComposeFile
        {
            Id = id, AccountId = who.AccountId, DraftId = draft, Name = FileNames.Clean(name), MediaType = TypeOf(type), Size = size, Received = size,
            Inline = inline, CreatedAt = time.GetUtcNow(),
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.ComposeFiles.Add(file);
        await db.SaveChangesAsync(ct);
        return Of(file);
    }

    public async Task FetchAsync(AccountIdentity who, Guid draft, Guid file, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await FindAsync(db, who, draft, file, ct);
        if (!row.IsElsewhere) return;
        row.Size = row.Received = await StoreAsync(who, draft, file, row.Name, content, ct);
        row.IsElsewhere = false;
        await db.SaveChangesAsync(ct);
    }

    public async Task<DraftFile?> FindAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Of(db, who, draft).SingleOrDefaultAsync(f => f.Id == file, ct) is { } row ? Of(row) : null;
    }

    public async Task<IReadOnlyList<DraftFile>> ListAsync(AccountIdentity who, Guid draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await Of(db, who, draft).ToListAsync(ct)).OrderBy(f => f.CreatedAt).Select(Of)];
    }

    public async Task<Stream> OpenAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct)
    {
        var found = await FindAsync(who, draft, file, ct) ?? throw new ComposeException(ComposeProblem.FileGone, "attachments");
        if ((await PlacesAsync(who, draft, ct)).GetValueOrDefault(file) is { OnlyThere: true }) throw new ComposeException(ComposeProblem.FileGone, "attachments", found.Name);
        if (found.Received != found.Size) throw new ComposeException(ComposeProblem.FileIncomplete, "attachments", found.Name);
        return chunks.Open(file, found.Size);
    }

    public async Task DeleteAsync(AccountIdentity who, Guid draft, Guid file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ComposeFiles.Where(f => f.AccountId == who.AccountId && f.DraftId == draft && f.Id == file).ExecuteDeleteAsync(ct) > 0) await chunks.DeleteAsync(file, ct);
    }

    public async Task DeleteAllAsync(AccountIdentity who, Guid draft, CancellationToken ct)
    {
        foreach (var file in await ListAsync(who, draft, ct)) await DeleteAsync(who, draft, file.Id, ct);
    }

    /// <summary>Removes what no draft will ask for again.</summary>
    public async Task ForgetOldAsync(CancellationToken ct)
    {
        var limit = time.GetUtcNow() - ComposeLimits.FileLife;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var old in await db.ComposeFiles.Where(f => f.CreatedAt < limit).Select(f => f.Id).ToListAsync(ct))
        {
            await db.ComposeFiles.Where(f => f.Id == old).ExecuteDeleteAsync(ct);
            await chunks.DeleteAsync(old, ct);
        }
    }

    /// <returns>Octets.</returns>
    private async Task<long> StoreAsync(AccountIdentity who, Guid draft, Guid id, string name, Stream content, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var present = await db.ComposeFiles.AsNoTracking().Where(f => f.AccountId == who.AccountId && f.Id != id).Select(f => new { f.DraftId, f.Received }).ToListAsync(ct);
        var room = Math.Min(ComposeLimits.MaxFileBytes - present.Where(f => f.DraftId == draft).Sum(f => f.Received), ComposeLimits.MaxAccountBytes - present.Sum(f => f.Received));
        long size = 0;
        var piece = new byte[ComposeLimits.ChunkBytes];
        try
        {
            int read;
            while ((read = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct)) > 0)
            {
                if (size + read > room) throw new ComposeException(ComposeProblem.TooLarge, "attachments", name);
                await chunks.AddAsync(id, size, piece.AsMemory(0, read), ct);
                size += read;
            }

            return size;
        }
        catch
        {
            await chunks.DeleteAsync(id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Within the limits of the draft and of the account.</summary>
    private async Task<DraftFile> AddAsync(AccountIdentity who, Guid draft, long size, ComposeFile file, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sizes = await db.ComposeFiles.AsNoTracking().Where(f => f.AccountId == who.AccountId).Select(f => new { f.DraftId, f.Size }).ToListAsync(ct);
        var here = sizes.Where(f => f.DraftId == draft).ToList();
        if (here.Count >= ComposeLimits.MaxFiles) throw new ComposeException(ComposeProblem.TooManyFiles, "attachments", file.Name);
        if (size > ComposeLimits.MaxFileBytes || here.Sum(f => f.Size) + size > ComposeLimits.MaxFileBytes || sizes.Sum(f => f.Size) + size > ComposeLimits.MaxAccountBytes)
            throw new ComposeException(ComposeProblem.TooLarge, "attachments", file.Name);
        db.ComposeFiles.Add(file);
        await db.SaveChangesAsync(ct);
        return Of(file);
    }

    private static IQueryable<ComposeFile> Of(WebmailDbContext db, AccountIdentity who, Guid draft) =>
        db.ComposeFiles.AsNoTracking().Where(f => f.AccountId == who.AccountId && f.DraftId == draft);

    private static async Task<ComposeFile> FindAsync(WebmailDbContext db, AccountIdentity who, Guid draft, Guid file, CancellationToken ct) =>
        await db.ComposeFiles.SingleOrDefaultAsync(f => f.AccountId == who.AccountId && f.DraftId == draft && f.Id == file, ct)
        ?? throw new ComposeException(ComposeProblem.FileGone, "attachments");

    private static DraftFile Of(ComposeFile file) => new(file.Id, file.Name, file.MediaType, file.Size, file.Received, file.Inline);

    // What a browser or a mail says; anything odd is only bytes.
    private static string TypeOf(string type)
    {
        var halves = type.ToLowerInvariant().Split(';')[0].Trim().Split('/');
        return halves.Length == 2 && type.Length <= MaxTypeLength && Array.TrueForAll(halves, half => half.Length > 0 && half.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' or '_'))
            && halves[0] is not ("multipart" or "message")
            ? $"{halves[0]}/{halves[1]}"
            : halves is ["message", "rfc822"] ? "message/rfc822" : "application/octet-stream";
    }
}
