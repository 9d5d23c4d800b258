using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

internal sealed class People(IDbContextFactory<WebmailDbContext> contexts, TimeProvider time) : IPeople
{
    /// <summary>People of one account; past it the ones written to least and longest ago make room.</summary>
    private const int Most = 20_000;

    private const int MaxGroups = 500;

    /// <summary>Width of the column.</summary>
    private const int MaxNameChars = 256;

    /// <summary>After so many days a message counts half.</summary>
    private const double HalfLife = 90;

    public async Task<IReadOnlyList<PersonHit>> SuggestAsync(AccountIdentity who, string typed, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(typed);
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return [];
        var people = await ListAsync(who, ct);
        var now = time.GetUtcNow();
        var hits = people.Where(person => Matches(words, person.Name, person.Address))
            .OrderByDescending(person => Begins(words[0], person) ? 1 : 0).ThenByDescending(person => Weight(person, now)).ThenBy(person => person.Address, StringComparer.Ordinal)
            .Select(person => new PersonHit(person.Name, person.Address, null, person.Times, person.Kept));
        var groups = (await GroupsAsync(who, ct)).Where(group => Matches(words, group.Name, "")).Select(group => new PersonHit(group.Name, "", group.Members, 0, true));
        return [.. groups.Concat(hits).Take(most)];
    }

    public async Task CollectAsync(Guid account, IReadOnlyList<Person> receivers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(receivers);
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var person in receivers.DistinctBy(person => KeyOf(person.Address), StringComparer.Ordinal)) await CountAsync(db, account, person, ct);
        await MakeRoomAsync(db, account, ct);
    }

    private async Task CountAsync(WebmailDbContext db, Guid account, Person person, CancellationToken ct)
    {
        var (key, now) = (KeyOf(person.Address), time.GetUtcNow());
        while (await db.KnownPeople.Where(p => p.AccountId == account && p.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Times, p => p.Times + 1).SetProperty(p => p.LastAt, now), ct) == 0)
        {
            var name = HeaderValue.Clean(person.Name).Text;
            db.KnownPeople.Add(new KnownPerson { AccountId = account, Key = key, Address = person.Address, Name = name.Length <= MaxNameChars ? name : "", Times = 1, LastAt = now });
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateException)
            {
                // Another message to the same new person was sent at the same moment: now they are known. Anything else is not ours to mend.
                db.ChangeTracker.Clear();
                if (!await db.KnownPeople.AsNoTracking().AnyAsync(p => p.AccountId == account && p.Key == key, ct)) throw;
            }
        }
    }

    public async Task<IReadOnlyList<KnownPersonEntry>> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.KnownPeople.AsNoTracking().Where(p => p.AccountId == who.AccountId).OrderBy(p => p.Name).ThenBy(p => p.Key).Take(Most)
            .Select(p => new KnownPersonEntry(p.Name, p.Address, p.Times, p.LastAt, p.Kept)).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<PeopleGroupEntry>> GroupsAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.PeopleGroups.AsNoTracking().Where(g => g.AccountId == who.AccountId).OrderBy(g => g.Name).ToListAsync(ct);
        return [.. rows.Select(row => new PeopleGroupEntry(row.Id, row.Name, JsonSerializer.Deserialize<List<Person>>(row.Members) ?? []))];
    }

    public async Task SaveAsync(AccountIdentity who, Person person, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(person);
        var address = Checked(person).Address;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.KnownPeople.SingleOrDefaultAsync(p => p.AccountId == who.AccountId && p.Key == KeyOf(address), ct);
        if (row is null) db.KnownPeople.Add(row = new KnownPerson { AccountId = who.AccountId, Key = KeyOf(address), Address = address, LastAt = time.GetUtcNow() });
        row.Name = HeaderValue.Clean(person.Name).Text;
        if (row.Name.Length > MaxNameChars) row.Name = row.Name[..MaxNameChars];
        row.Kept = true;
        await db.SaveChangesAsync(ct);
    }

    public async Task SaveGroupAsync(AccountIdentity who, PeopleGroupEntry group, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(group);
        if (group.Members.Count > ComposeLimits.MaxRecipients) throw new ComposeException(ComposeProblem.TooManyRecipients);
        foreach (var member in group.Members) Checked(member);
        var name = HeaderValue.Clean(group.Name).Text;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.PeopleGroups.Where(g => g.AccountId == who.AccountId).ToListAsync(ct);
        var row = rows.Find(g => g.Id == group.Id);
        if (row is null && rows.Count >= MaxGroups) throw new ComposeException(ComposeProblem.TooManyRecipients);
        if (row is null) db.PeopleGroups.Add(row = new PeopleGroup { Id = group.Id == Guid.Empty ? Guid.NewGuid() : group.Id, AccountId = who.AccountId, Name = "", Members = "" });
        row.Name = name.Length > MaxNameChars ? name[..MaxNameChars] : name;
        row.Members = JsonSerializer.Serialize(group.Members);
        await db.SaveChangesAsync(ct);
    }

    public async Task DeleteAsync(AccountIdentity who, string address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(address);
        var key = KeyOf(address);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.KnownPeople.Where(p => p.AccountId == who.AccountId && p.Key == key).ExecuteDeleteAsync(ct);
    }

    public async Task DeleteGroupAsync(AccountIdentity who, Guid group, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.PeopleGroups.Where(g => g.AccountId == who.AccountId && g.Id == group).ExecuteDeleteAsync(ct);
    }

    private static async Task MakeRoomAsync(WebmailDbContext db, Guid account, CancellationToken ct)
    {
        var count = await db.KnownPeople.CountAsync(p => p.AccountId == account, ct);
        if (count <= Most) return;
        var old = await db.KnownPeople.Where(p => p.AccountId == account && !p.Kept).OrderBy(p => p.Times).ThenBy(p => p.LastAt).Take(count - Most).Select(p => p.Key).ToListAsync(ct);
        await db.KnownPeople.Where(p => p.AccountId == account && old.Contains(p.Key)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Every word begins a word of the name or stands in the address.</summary>
    private static bool Matches(string[] words, string name, string address) =>
        Array.TrueForAll(words, word => address.Contains(word, StringComparison.OrdinalIgnoreCase)
            || name.Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries).Any(part => part.StartsWith(word, StringComparison.CurrentCultureIgnoreCase)));

    private static bool Begins(string word, KnownPersonEntry person) =>
        person.Name.StartsWith(word, StringComparison.CurrentCultureIgnoreCase) || person.Address.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static double Weight(KnownPersonEntry person, DateTimeOffset now) =>
        (person.Times + (person.Kept ? 1 : 0)) * Math.Pow(0.5, Math.Max(0, (now - person.LastAt).TotalDays) / HalfLife);

    private static string KeyOf(string address) => address.ToLowerInvariant();

    private static Mime.Headers.MailAddress Checked(Person person) =>
        DraftAddresses.Of(person) is { Address.Length: <= 320 } address ? address : throw new ComposeException(ComposeProblem.BadAddress, "", person.Address);
}
