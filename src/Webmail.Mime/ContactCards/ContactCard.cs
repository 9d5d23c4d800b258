using Webmail.Mime.Calendar;

namespace Webmail.Mime.ContactCards;

/// <summary>One vCard (2.1, RFC 2426, RFC 6350). Every text is what a stranger wrote: to be shown as text.</summary>
public sealed record ContactCard
{
    /// <summary>Cards read from one file: more than anybody looks through in a message, and than most address books hold.</summary>
    public const int MaxCards = 5000;

    /// <summary>Properties that are kept only to be written again: CATEGORIES and its like come several times, pictures a few.</summary>
    private const int MaxOthers = 200;

    private static readonly string[] Rewritten =
        ["VERSION", "PRODID", "REV", "FN", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "NOTE", "UID", "KIND", "X-ADDRESSBOOKSERVER-KIND", "MEMBER", "X-ADDRESSBOOKSERVER-MEMBER", "CATEGORIES"];

    /// <summary>FN, else the parts of N, else the first organisation or address.</summary>
    public required string Name { get; init; }

    public IReadOnlyList<string> Organizations { get; init; } = [];

    public IReadOnlyList<string> Titles { get; init; } = [];

    public IReadOnlyList<ContactValue> Emails { get; init; } = [];

    public IReadOnlyList<ContactValue> Phones { get; init; } = [];

    /// <summary>Postal addresses, their parts in the order of RFC 6350 section 6.3.1, joined by line feeds.</summary>
    public IReadOnlyList<ContactValue> Addresses { get; init; } = [];

    public IReadOnlyList<ContactValue> Urls { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What its owner calls it; null where it has no name of its own.</summary>
    public string? Uid { get; init; }

    /// <summary>The card is a list of others: KIND:group of RFC 6350, or what Apple writes into version 3.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Whom a group names: "urn:uuid:...", "mailto:...".</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Names of groups that the person is in.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// Properties that <see cref="ContactCardWriter"/> does not make from the other fields, as they came, so that they are written again: the parts of the name, postal
    /// addresses, pictures, what a program made up.
    /// </summary>
    public IReadOnlyList<ContentLine> Others { get; init; } = [];

    /// <summary>As written: "1996-04-15", "--0415".</summary>
    public string? Birthday { get; init; }

    /// <summary>Whether a picture is inside the card; one that is only linked is never fetched.</summary>
    public bool HasPhoto { get; init; }

    /// <summary>The cards of a file. Never throws; linear in its length; bounded by <see cref="ContentLimits"/>.</summary>
    /// <param name="charset">As the part declares it, or null.</param>
    public static IReadOnlyList<ContactCard> ParseAll(ReadOnlySpan<byte> bytes, string? charset = null)
    {
        var roots = ContentComponent.ReadAll(new ContentReader(bytes, charset), []);
        return [.. roots.Where(root => root.Name == "VCARD").Take(MaxCards).Select(Of)];
    }

    private static ContactCard Of(ContentComponent card)
    {
        var organizations = card.All("ORG").Select(line => Join(line, ", ")).Where(text => text.Length > 0).ToList();
        var emails = Values(card, "EMAIL", ", ");
        return new ContactCard
        {
            Name = card.Text("FN")?.Trim() ?? NameParts(card) ?? organizations.FirstOrDefault() ?? emails.FirstOrDefault()?.Value ?? "",
            Organizations = organizations,
            Titles = [.. card.All("TITLE").Concat(card.All("ROLE")).Select(line => line.Text)],
            Uid = card.Text("UID"),
            IsGroup = IsNamed(card, "KIND", "group") || IsNamed(card, "X-ADDRESSBOOKSERVER-KIND", "group"),
            Members = [.. card.All("MEMBER").Concat(card.All("X-ADDRESSBOOKSERVER-MEMBER")).Take(ContentLimits.MaxValues).Select(line => line.Text.Trim())],
            Categories = [.. card.All("CATEGORIES").SelectMany(line => ContentText.Split(line.Value, ',')).Select(name => ContentText.Unescape(name).Trim()).Where(name => name.Length > 0).Take(MaxOthers)],
            Others = [.. card.Lines.Where(line => !Rewritten.Contains(line.Name, StringComparer.Ordinal)).Take(MaxOthers)],
            Emails = emails,
            Phones = [.. Values(card, "TEL", ", ").Select(phone => phone.Value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? phone with { Value = phone.Value[4..] } : phone)],
            Addresses = Values(card, "ADR", "\n"),
            Urls = Values(card, "URL", ";"),
            Notes = [.. card.All("NOTE").Select(line => line.Text)],
            Birthday = card.Text("BDAY"),
            HasPhoto = card.Find("PHOTO") is { } photo && (photo.Parameter("ENCODING") is not null || photo.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase)),
        };
    }

    private static bool IsNamed(ContentComponent card, string property, string value) => string.Equals(card.Text(property)?.Trim(), value, StringComparison.OrdinalIgnoreCase);

    // N is "family;given;more;prefix;suffix".
    private static string? NameParts(ContentComponent card)
    {
        if (card.Find("N") is not { } line) return null;
        var parts = ContentText.Split(line.Value, ';').Take(5).Select(part => ContentText.Unescape(part).Trim()).ToList();
        while (parts.Count < 5) parts.Add("");
        var name = string.Join(' ', new[] { parts[3], parts[1], parts[2], parts[0], parts[4] }.Where(part => part.Length > 0));
        return name.Length > 0 ? name : null;
    }

    private static List<ContactValue> Values(ContentComponent card, string property, string separator) =>
        [.. card.All(property).Take(ContentLimits.MaxValues)
            .Select(line => new ContactValue(Join(line, separator), [.. line.AllOf("TYPE").Select(type => type.Trim().ToLowerInvariant()).Where(type => type is not ("pref" or "internet" or "voice"))]))
            .Where(value => value.Value.Length > 0)];

    private static string Join(ContentLine line, string separator) =>
        string.Join(separator, ContentText.Split(line.Value, ';').Select(part => ContentText.Unescape(part).Trim()).Where(part => part.Length > 0));
}

/// <param name="Types">Lower case: "home", "work", "cell".</param>
public sealed record ContactValue(string Value, IReadOnlyList<string> Types);
