using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mime.ContactCards;

namespace Webmail.Mail.Contacts;

internal sealed class AddressBook(IDbContextFactory<WebmailDbContext> contexts, TimeProvider time) : IAddressBook
{
    public async Task<BookList> ListAsync(AccountIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Cards stay in the database: a list of thousands needs none of them.
        var rows = await db.KnownPeople.AsNoTracking().Where(p => p.AccountId == who.AccountId)
            .Select(p => new { p.Key, p.Address, p.Name, p.Detail, p.Times, p.Kept, p.PersonId, IsFirst = p.Card != "" }).ToListAsync(ct);
        var people = rows.GroupBy(row => row.PersonId ?? BookRows.IdOf(row.Key)).Select(person =>
        {
            var ordered = person.OrderByDescending(row => row.IsFirst).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
            return new BookEntry(person.Key, ordered[0].Name, ordered[0].Detail, [.. ordered.Select(row => row.Address)], ordered.Exists(row => row.Kept), ordered.Sum(row => row.Times));
        });
        var groups = await db.PeopleGroups.AsNoTracking().Where(g => g.AccountId == who.AccountId).ToListAsync(ct);
        return new BookList([.. people], [.. groups.Select(group => new BookGroup(group.Id, group.Name, BookRows.MembersOf(group)))]);
    }

    public async Task<BookPerson?> FindAsync(AccountIdentity who, Guid person, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await BookRows.LoadAsync(db, who.AccountId, ct)).Show(person);
    }

    public async Task SaveAsync(AccountIdentity who, BookPerson person, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(person);
        var changed = Checked(person);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await BookRows.LoadAsync(db, who.AccountId, ct);
        foreach (var address in changed.Addresses)
        {
            if (rows.At(address.Value) is { Kept: true } other && BookRows.IdOf(other) != person.Id)
                throw new ComposeException(ComposeProblem.AddressTaken, "", other.Name.Length > 0 ? other.Name : other.Address);
        }

        var before = rows.Of(person.Id).Select(row => row.Address).ToList();
        if (rows.Count - before.Count + changed.Addresses.Count > BookLimits.People) throw new ComposeException(ComposeProblem.BookFull);
        // What the browser does not show of a card it can't give back: the stored one counts, unless the person was deleted and comes back.
        var card = rows.Show(person.Id)?.Card;
        rows.Put(changed with { Card = card is { Length: > 0 } ? card : changed.Card.Length <= BookLimits.Card ? changed.Card : "" }, time.GetUtcNow());
        rows.PutGroups(changed, before);
        await db.SaveChangesAsync(ct);
    }

    public async Task<BookPerson?> DeleteAsync(AccountIdentity who, Guid person, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await BookRows.LoadAsync(db, who.AccountId, ct);
        if (rows.Show(person) is not { } gone) return null;
        rows.PutGroups(gone with { Groups = [] }, []);
        foreach (var row in rows.Of(person).ToList()) rows.Remove(row);
        await db.SaveChangesAsync(ct);
        return gone;
    }

    public async Task SaveGroupAsync(AccountIdentity who, BookGroup group, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(group);
        if (group.Members.Count > ComposeLimits.MaxRecipients) throw new ComposeException(ComposeProblem.TooManyRecipients);
        var members = group.Members.Select(member => new Person(BookCards.Short(member.Name, BookLimits.Name), AddressOf(member.Address))).DistinctBy(member => BookRows.KeyOf(member.Address), StringComparer.Ordinal).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.PeopleGroups.SingleOrDefaultAsync(g => g.AccountId == who.AccountId && g.Id == group.Id, ct);
        if (row is null)
        {
            if (await db.PeopleGroups.CountAsync(g => g.AccountId == who.AccountId, ct) >= BookLimits.Groups) throw new ComposeException(ComposeProblem.BookFull);
            db.PeopleGroups.Add(row = new PeopleGroup { Id = group.Id, AccountId = who.AccountId, Name = "", Members = "" });
        }

        row.Name = BookCards.Short(group.Name, BookLimits.Name) is { Length: > 0 } name ? name : throw new ComposeException(ComposeProblem.NameMissing);
        row.Members = JsonSerializer.Serialize(members);
        await db.SaveChangesAsync(ct);
    }

    public async Task<BookGroup?> DeleteGroupAsync(AccountIdentity who, Guid group, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.PeopleGroups.SingleOrDefaultAsync(g => g.AccountId == who.AccountId && g.Id == group, ct);
        if (row is null) return null;
        db.PeopleGroups.Remove(row);
        await db.SaveChangesAsync(ct);
        return new BookGroup(row.Id, row.Name, BookRows.MembersOf(row));
    }

    public async Task<ImportOutcome> ImportAsync(AccountIdentity who, ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        var cards = ContactCard.ParseAll(file.Span);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var import = new CardImport(await BookRows.LoadAsync(db, who.AccountId, ct), time.GetUtcNow());
        foreach (var card in cards.Where(card => !card.IsGroup))
        {
            ct.ThrowIfCancellationRequested();
            import.Take(card);
        }

        foreach (var card in cards.Where(card => card.IsGroup)) import.TakeGroup(card);
        import.PutGroups();
        await db.SaveChangesAsync(ct);
        return import.Outcome;
    }

    public async IAsyncEnumerable<string> ExportAsync(AccountIdentity who, Guid? group, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var groups = await db.PeopleGroups.AsNoTracking().Where(g => g.AccountId == who.AccountId).ToListAsync(ct);
        var members = groups.ConvertAll(one => (one.Name, Keys: BookRows.MembersOf(one).Select(member => BookRows.KeyOf(member.Address)).ToHashSet(StringComparer.Ordinal)));
        var wanted = group is { } id ? groups.Where(one => one.Id == id).SelectMany(BookRows.MembersOf).Select(member => BookRows.KeyOf(member.Address)).ToHashSet(StringComparer.Ordinal) : null;
        var rows = await db.KnownPeople.AsNoTracking().Where(p => p.AccountId == who.AccountId).OrderBy(p => p.Name).ThenBy(p => p.Key).ToListAsync(ct);
        foreach (var person in rows.GroupBy(BookRows.IdOf))
        {
            if (wanted is null ? !person.Any(row => row.Kept) : !person.Any(row => wanted.Contains(row.Key))) continue;
            var shown = BookCards.Show(person.Key, [.. person], []);
            var card = BookCards.Read(BookCards.Write(shown)) ?? new ContactCard { Name = shown.Name };
            yield return ContactCardWriter.Write(card with { Categories = [.. members.Where(one => person.Any(row => one.Keys.Contains(row.Key))).Select(one => one.Name)] });
        }
    }

    private static BookPerson Checked(BookPerson person)
    {
        if (person.Addresses.Count is 0 or > BookLimits.Values) throw new ComposeException(person.Addresses.Count == 0 ? ComposeProblem.BadAddress : ComposeProblem.TooManyRecipients);
        if (person.Note.Length > BookLimits.Note || person.Phones.Count > BookLimits.Values) throw new ComposeException(ComposeProblem.TextTooLong);
        return person with
        {
            Name = BookCards.Short(person.Name, BookLimits.Name), Organization = BookCards.Short(person.Organization, BookLimits.Name), Title = BookCards.Short(person.Title, BookLimits.Line),
            Addresses = [.. person.Addresses.Select(address => address with { Value = AddressOf(address.Value) }).DistinctBy(address => BookRows.KeyOf(address.Value), StringComparer.Ordinal)],
            Phones = [.. person.Phones.Select(phone => phone with { Value = BookCards.Short(phone.Value, BookLimits.Line) })],
        };
    }

    private static string AddressOf(string address) =>
        DraftAddresses.Of(new Person("", address)) is { Address.Length: <= 320 } parsed ? parsed.Address : throw new ComposeException(ComposeProblem.BadAddress, "", address);
}
