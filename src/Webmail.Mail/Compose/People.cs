using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Contacts;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Compose;

internal sealed class People(IDbContextFactory<WebmailDbContext> contexts, TimeProvider time) : IPeople
{
    /// <summary>After so many days a message counts half.</summary>
    private const double HalfLife = 90;

    public async Task<IReadOnlyList<PersonHit>> SuggestAsync(AccountIdentity who, string typed, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(typed);
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await ListAsync(db, who.AccountId, ct);
        var now = time.GetUtcNow();
        var hits = people.Where(person => Matches(words, person.Name, person.Address))
            .OrderByDescending(person => Begins(words[0], person) ? 1 : 0).ThenByDescending(person => Weight(person, now)).ThenBy(person => person.Address, StringComparer.Ordinal)
            .Select(person => new PersonHit(person.Name, person.Address, null, person.Times, person.Kept));
        var groups = (await db.PeopleGroups.AsNoTracking().Where(g => g.AccountId == who.AccountId).OrderBy(g => g.Name).ToListAsync(ct))
            .Where(group => Matches(words, group.Name, "")).Select(group => new PersonHit(group.Name, "", BookRows.MembersOf(group), 0, true));
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
            db.KnownPeople.Add(new KnownPerson { AccountId = account, Key = key, Address = person.Address, Name = name.Length <= BookLimits.Name ? name : "", Times = 1, LastAt = now, PersonId = Guid.NewGuid() });
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

    private static async Task<IReadOnlyList<Known>> ListAsync(WebmailDbContext db, Guid account, CancellationToken ct) =>
        await db.KnownPeople.AsNoTracking().Where(p => p.AccountId == account).Take(BookLimits.People)
            .Select(p => new Known(p.Name, p.Address, p.Times, p.LastAt, p.Kept)).ToListAsync(ct);

    private static async Task MakeRoomAsync(WebmailDbContext db, Guid account, CancellationToken ct)
    {
        var count = await db.KnownPeople.CountAsync(p => p.AccountId == account, ct);
        if (count <= BookLimits.People) return;
        var old = await db.KnownPeople.Where(p => p.AccountId == account && !p.Kept).OrderBy(p => p.Times).ThenBy(p => p.LastAt).Take(count - BookLimits.People).Select(p => p.Key).ToListAsync(ct);
        await db.KnownPeople.Where(p => p.AccountId == account && old.Contains(p.Key)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Every word begins a word of the name or stands in the address.</summary>
    private static bool Matches(string[] words, string name, string address) =>
        Array.TrueForAll(words, word => address.Contains(word, StringComparison.OrdinalIgnoreCase)
            || name.Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries).Any(part => part.StartsWith(word, StringComparison.CurrentCultureIgnoreCase)));

    private static bool Begins(string word, Known person) =>
        person.Name.StartsWith(word, StringComparison.CurrentCultureIgnoreCase) || person.Address.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static double Weight(Known person, DateTimeOffset now) =>
        (person.Times + (person.Kept ? 1 : 0)) * Math.Pow(0.5, Math.Max(0, (now - person.LastAt).TotalDays) / HalfLife);

    private static string KeyOf(string address) => BookRows.KeyOf(address);

    private sealed record Known(string Name, string Address, int Times, DateTimeOffset LastAt, bool Kept);
}
