using System.Text.Json;
using Webmail.Mail.Compose;
using Webmail.Mime.ContactCards;

namespace Webmail.Mail.Contacts;

/// <summary>Takes cards into one account's book, one after the other.</summary>
internal sealed class CardImport(BookRows rows, DateTimeOffset now)
{
    /// <summary>What other address books call everybody, or those with a star: no groups of the person's own making.</summary>
    private static readonly string[] NoGroups = ["mycontacts", "* mycontacts", "starred", "* starred"];

    private readonly Dictionary<string, Person> _byUid = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Person>> _groups = new(StringComparer.OrdinalIgnoreCase);
    private int _newGroups;

    public ImportOutcome Outcome { get; private set; } = new(0, 0, 0, 0, 0);

    public void Take(ContactCard card)
    {
        var addresses = card.Emails.Select(email => (Email: email, Address: DraftAddresses.Of(new Person("", email.Value)))).Where(one => one.Address is { Address.Length: <= 320 })
            .Select(one => new BookValue(one.Address!.Address, one.Email.Types.FirstOrDefault(type => type is "work" or "home") ?? ""))
            .DistinctBy(one => BookRows.KeyOf(one.Value), StringComparer.Ordinal).Take(BookLimits.Values).ToList();
        if (addresses.Count == 0)
        {
            Outcome = Outcome with { WithoutAddress = Outcome.WithoutAddress + 1 };
            return;
        }

        var known = addresses.Select(address => rows.At(address.Value)).FirstOrDefault(row => row is not null);
        if (rows.Count + addresses.Count > BookLimits.People)
        {
            Outcome = Outcome with { NoRoom = Outcome.NoRoom + 1 };
            return;
        }

        var person = known is null ? Fresh(card, addresses) : Joined(rows.Show(BookRows.IdOf(known))!, card, addresses);
        rows.Put(person, now);
        Outcome = known is null ? Outcome with { Added = Outcome.Added + 1 } : Outcome with { Merged = Outcome.Merged + 1 };
        var member = new Person(person.Name, person.Addresses[0].Value);
        if (card.Uid is { } uid) _byUid.TryAdd(Bare(uid), member);
        foreach (var name in card.Categories.Where(name => !NoGroups.Contains(name.ToLowerInvariant(), StringComparer.Ordinal))) Note(name, member);
    }

    public void TakeGroup(ContactCard card)
    {
        foreach (var member in card.Members)
        {
            if (_byUid.TryGetValue(Bare(member), out var person)) Note(card.Name, person);
            else if (member.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && DraftAddresses.Of(new Person("", member["mailto:".Length..])) is { } address) Note(card.Name, new Person("", address.Address));
        }
    }

    /// <summary>Groups of the same name are one.</summary>
    public void PutGroups()
    {
        foreach (var (name, people) in _groups)
        {
            var group = rows.Groups.Find(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
            if (group is null && rows.Groups.Count >= BookLimits.Groups) continue;
            if (group is null) _newGroups++;
            group ??= rows.AddGroup(Guid.Empty, name);
            group.Members = JsonSerializer.Serialize(BookRows.MembersOf(group).Concat(people).DistinctBy(member => BookRows.KeyOf(member.Address), StringComparer.Ordinal).Take(ComposeLimits.MaxRecipients));
        }

        Outcome = Outcome with { Groups = _newGroups };
    }

    private BookPerson Fresh(ContactCard card, List<BookValue> addresses) => Filled(
        new BookPerson { Id = Guid.TryParse(Bare(card.Uid ?? ""), out var id) && rows.Of(id).Count == 0 ? id : Guid.NewGuid(), Addresses = addresses, Card = BookCards.Fit(card) }, card);

    /// <summary>What the person has stays; what they lack comes from the card. A name that was only collected gives way.</summary>
    private BookPerson Joined(BookPerson person, ContactCard card, List<BookValue> addresses)
    {
        // An address that belongs to somebody else by now stays with them.
        var more = addresses.Where(address => rows.At(address.Value) is not { Kept: true } other || BookRows.IdOf(other) == person.Id);
        var all = person.Addresses.Concat(more).DistinctBy(address => BookRows.KeyOf(address.Value), StringComparer.Ordinal).Take(BookLimits.Values).ToList();
        return Filled(person with { Name = person.Kept ? person.Name : "", Addresses = all, Card = person.Card.Length > 0 ? person.Card : BookCards.Fit(card) }, card);
    }

    private static BookPerson Filled(BookPerson person, ContactCard card) => person with
    {
        Name = person.Name.Length > 0 ? person.Name : card.Name.Contains('@', StringComparison.Ordinal) ? "" : BookCards.Short(card.Name, BookLimits.Name),
        Organization = person.Organization.Length > 0 ? person.Organization : BookCards.Short(BookCards.First(card.Organizations), BookLimits.Name),
        Title = person.Title.Length > 0 ? person.Title : BookCards.Short(BookCards.First(card.Titles), BookLimits.Line),
        Note = person.Note.Length > 0 ? person.Note : Cut(string.Join("\n\n", card.Notes)),
        Phones = [.. person.Phones.Concat(card.Phones.Select(phone => new BookValue(BookCards.Short(phone.Value, BookLimits.Line), phone.Types.FirstOrDefault(type => type is "work" or "home" or "cell") ?? "")))
            .DistinctBy(phone => phone.Value, StringComparer.Ordinal).Take(BookLimits.Values)],
        Kept = true,
    };

    private void Note(string name, Person member)
    {
        var group = BookCards.Short(name, BookLimits.Name);
        if (group.Length == 0 || (!_groups.ContainsKey(group) && _groups.Count >= BookLimits.Groups)) return;
        if (!_groups.TryGetValue(group, out var members)) _groups.Add(group, members = []);
        if (members.Count < ComposeLimits.MaxRecipients) members.Add(member);
    }

    private static string Cut(string note) => note.Length <= BookLimits.Note ? note : note[..(char.IsHighSurrogate(note[BookLimits.Note - 1]) ? BookLimits.Note - 1 : BookLimits.Note)];

    private static string Bare(string uid) => uid.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) ? uid["urn:uuid:".Length..] : uid;
}
