using System.Text;
using Webmail.Data.Model;
using Webmail.Mime.ContactCards;
using Webmail.Mime.Writing;

namespace Webmail.Mail.Contacts;

/// <summary>Between a person of the book and their vCard. What the book does not know of a card stays in it.</summary>
internal static class BookCards
{
    private static readonly string[] KnownTypes = ["work", "home", "cell"];

    /// <summary>The card as it is stored; null for none or for one that no longer reads.</summary>
    public static ContactCard? Read(string card) => card.Length > 0 && ContactCard.ParseAll(Encoding.UTF8.GetBytes(card), "utf-8") is [var first, ..] ? first : null;

    public static BookPerson Show(Guid id, IReadOnlyList<KnownPerson> rows, IReadOnlyList<Guid> groups)
    {
        var text = rows.Select(row => row.Card).FirstOrDefault(card => card.Length > 0) ?? "";
        var card = Read(text);
        var order = card?.Emails.Select(email => email.Value.ToLowerInvariant()).ToList() ?? [];
        return new BookPerson
        {
            Id = id, Name = rows[0].Name, Groups = groups, Kept = rows.Any(row => row.Kept), Times = rows.Sum(row => row.Times), LastAt = rows.Max(row => row.LastAt), Card = text,
            Addresses = [.. rows.OrderBy(row => order.IndexOf(row.Key) is >= 0 and var at ? at : int.MaxValue)
                .Select(row => new BookValue(row.Address, card?.Emails.FirstOrDefault(email => string.Equals(email.Value, row.Address, StringComparison.OrdinalIgnoreCase)) is { } email ? TypeOf(email) : ""))],
            Organization = First(card?.Organizations), Title = First(card?.Titles), Note = string.Join("\n\n", card?.Notes ?? []),
            Phones = [.. card?.Phones.Take(BookLimits.Values).Select(phone => new BookValue(phone.Value, TypeOf(phone))) ?? []],
            Facts = card is null ? [] :
            [
                .. card.Addresses.Take(BookLimits.Values).Select(value => new BookFact("postal", value.Value)), .. card.Urls.Take(BookLimits.Values).Select(value => new BookFact("web", value.Value)),
                .. card.Birthday is { } day ? [new BookFact("birthday", day)] : Array.Empty<BookFact>(),
            ],
        };
    }

    /// <summary>The person's card with what was changed; everything else of it stays.</summary>
    public static string Write(BookPerson person)
    {
        var before = Read(person.Card);
        var name = person.Name.Length > 0 ? person.Name : person.Addresses[0].Value;
        var card = (before ?? new ContactCard { Name = name }) with
        {
            Name = name, Uid = before?.Uid ?? "urn:uuid:" + person.Id.ToString("D"), Categories = [],
            Organizations = person.Organization.Length > 0 ? [person.Organization] : [], Titles = person.Title.Length > 0 ? [person.Title] : [], Notes = person.Note.Length > 0 ? [person.Note] : [],
            Emails = [.. person.Addresses.Select(ValueOf)], Phones = [.. person.Phones.Where(phone => phone.Value.Length > 0).Select(ValueOf)],
            // The parts of a name that is not theirs any more.
            Others = before is null ? [] : before.Name == name ? before.Others : [.. before.Others.Where(line => line.Name != "N")],
        };
        return Fit(card);
    }

    /// <summary>A card that came in, as it is stored.</summary>
    public static string Fit(ContactCard card)
    {
        var text = ContactCardWriter.Write(card);
        if (text.Length <= BookLimits.Card) return text;
        text = ContactCardWriter.Write(card with { Others = [.. card.Others.Where(line => line.Name == "N")] });
        return text.Length <= BookLimits.Card ? text : "";
    }

    public static string DetailOf(string title, string organization) => Short(string.Join(", ", new[] { title, organization }.Where(text => text.Length > 0)), BookLimits.Name);

    /// <summary>One line without control characters, cut at a whole character.</summary>
    public static string Short(string text, int most)
    {
        var clean = HeaderValue.Clean(text).Text;
        if (clean.Length <= most) return clean;
        return clean[..(char.IsHighSurrogate(clean[most - 1]) ? most - 1 : most)];
    }

    public static string First(IReadOnlyList<string>? texts) => texts is [var first, ..] ? first : "";

    private static string TypeOf(ContactValue value) => Array.Find(KnownTypes, value.Types.Contains) ?? "";

    private static ContactValue ValueOf(BookValue value) => new(value.Value, KnownTypes.Contains(value.Type, StringComparer.Ordinal) ? [value.Type] : []);
}
