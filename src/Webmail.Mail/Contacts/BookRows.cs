using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Compose;

namespace Webmail.Mail.Contacts;

/// <summary>One account's rows while something is changed: people by number, rows by address, groups.</summary>
internal sealed class BookRows
{
    private readonly WebmailDbContext _db;
    private readonly Guid _account;
    private readonly Dictionary<string, KnownPerson> _byKey;
    private readonly Dictionary<Guid, List<KnownPerson>> _byPerson;

    private BookRows(WebmailDbContext db, Guid account, List<KnownPerson> rows, List<PeopleGroup> groups)
    {
        (_db, _account, Groups) = (db, account, groups);
        _byKey = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        _byPerson = rows.GroupBy(IdOf).ToDictionary(person => person.Key, person => person.ToList());
    }

    public List<PeopleGroup> Groups { get; }

    public int Count => _byKey.Count;

    public static async Task<BookRows> LoadAsync(WebmailDbContext db, Guid account, CancellationToken ct) => new(
        db, account, await db.KnownPeople.Where(p => p.AccountId == account).ToListAsync(ct), await db.PeopleGroups.Where(g => g.AccountId == account).ToListAsync(ct));

    public static string KeyOf(string address) => address.ToLowerInvariant();

    /// <summary>An address that nobody gave a number yet is a person by itself; the number is made of the address, so that it is the same tomorrow.</summary>
    public static Guid IdOf(KnownPerson row) => row.PersonId ?? IdOf(row.Key);

    public static Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    public static IReadOnlyList<Person> MembersOf(PeopleGroup group) => JsonSerializer.Deserialize<List<Person>>(group.Members) ?? [];

    public IReadOnlyList<KnownPerson> Of(Guid person) => _byPerson.TryGetValue(person, out var rows) ? rows : [];

    public KnownPerson? At(string address) => _byKey.GetValueOrDefault(KeyOf(address));

    public BookPerson? Show(Guid person) => Of(person) is { Count: > 0 } rows ? BookCards.Show(person, rows, [.. Groups.Where(group => Names(group, rows)).Select(group => group.Id)]) : null;

    /// <summary>Makes the rows of a person what is given, under these addresses only.</summary>
    public void Put(BookPerson person, DateTimeOffset now)
    {
        var card = person.Kept ? BookCards.Write(person) : "";
        var wanted = person.Addresses.Select(address => KeyOf(address.Value)).ToList();
        foreach (var old in Of(person.Id).Where(row => !wanted.Contains(row.Key, StringComparer.Ordinal)).ToList()) Remove(old);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!_byKey.TryGetValue(wanted[i], out var row)) row = Add(wanted[i], person, i == 0 ? person.Times : 0, now);
            else if (IdOf(row) != person.Id) Take(row, person.Id);
            row.Address = person.Addresses[i].Value;
            row.Name = person.Name;
            row.PersonId = person.Id;
            row.Kept = person.Kept;
            row.Detail = BookCards.DetailOf(person.Title, person.Organization);
            row.Card = i == 0 ? card : "";
        }
    }

    public void Remove(KnownPerson row)
    {
        _byKey.Remove(row.Key);
        if (_byPerson.TryGetValue(IdOf(row), out var rows)) rows.Remove(row);
        _db.KnownPeople.Remove(row);
    }

    /// <summary>Writes a person's memberships: where they are named already under an address that they gave up, under their first.</summary>
    public void PutGroups(BookPerson person, IReadOnlyList<string> before)
    {
        var own = before.Concat(person.Addresses.Select(address => address.Value)).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var current = person.Addresses.Select(address => KeyOf(address.Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var group in Groups)
        {
            var members = MembersOf(group).ToList();
            var kept = members.FindAll(member => !own.Contains(KeyOf(member.Address)));
            if (person.Groups.Contains(group.Id) && kept.Count < ComposeLimits.MaxRecipients)
            {
                var named = members.Find(member => current.Contains(KeyOf(member.Address)))?.Address ?? person.Addresses[0].Value;
                var at = members.FindIndex(member => own.Contains(KeyOf(member.Address)));
                kept.Insert(at < 0 ? kept.Count : Math.Min(at, kept.Count), new Person(person.Name, named));
            }

            var text = JsonSerializer.Serialize(kept);
            if (text != group.Members) group.Members = text;
        }
    }

    public PeopleGroup AddGroup(Guid id, string name)
    {
        var group = new PeopleGroup { Id = id == Guid.Empty ? Guid.NewGuid() : id, AccountId = _account, Name = name, Members = "[]" };
        _db.PeopleGroups.Add(group);
        Groups.Add(group);
        return group;
    }

    private static bool Names(PeopleGroup group, IReadOnlyList<KnownPerson> rows) => MembersOf(group).Any(member => rows.Any(row => row.Key == KeyOf(member.Address)));

    private KnownPerson Add(string key, BookPerson person, int times, DateTimeOffset now)
    {
        var row = new KnownPerson
        {
            AccountId = _account, Key = key, Address = key, Times = Math.Max(0, times), PersonId = person.Id,
            LastAt = person.LastAt == default || person.LastAt > now ? now : person.LastAt.ToUniversalTime(), // what comes back by undo names its own time
        };
        _db.KnownPeople.Add(row);
        _byKey.Add(key, row);
        Under(person.Id).Add(row);
        return row;
    }

    private void Take(KnownPerson row, Guid person)
    {
        if (_byPerson.TryGetValue(IdOf(row), out var rows)) rows.Remove(row);
        Under(person).Add(row);
    }

    private List<KnownPerson> Under(Guid person)
    {
        if (!_byPerson.TryGetValue(person, out var rows)) _byPerson.Add(person, rows = []);
        return rows;
    }
}
