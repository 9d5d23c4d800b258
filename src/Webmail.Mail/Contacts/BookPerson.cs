using Webmail.Mail.Compose;

namespace Webmail.Mail.Contacts;

/// <summary>One line of the address book.</summary>
/// <param name="Detail">Title and organisation; may be empty.</param>
/// <param name="Addresses">The first is the one that is written to.</param>
/// <param name="Kept">Put there on purpose; else collected from what was sent.</param>
public sealed record BookEntry(Guid Id, string Name, string Detail, IReadOnlyList<string> Addresses, bool Kept, int Times);

/// <summary>Several people under one name.</summary>
public sealed record BookGroup(Guid Id, string Name, IReadOnlyList<Person> Members);

/// <summary>The address book's list: people by name, groups by name.</summary>
public sealed record BookList(IReadOnlyList<BookEntry> People, IReadOnlyList<BookGroup> Groups);

/// <param name="Type">"work", "home", "cell" or empty.</param>
public sealed record BookValue(string Value, string Type = "");

/// <summary>All that is known of a person. Every text is what somebody wrote: to be shown as text.</summary>
public sealed record BookPerson
{
    public required Guid Id { get; init; }

    public string Name { get; init; } = "";

    public IReadOnlyList<BookValue> Addresses { get; init; } = [];

    public string Organization { get; init; } = "";

    public string Title { get; init; } = "";

    public IReadOnlyList<BookValue> Phones { get; init; } = [];

    public string Note { get; init; } = "";

    /// <summary>Only shown: postal addresses, web addresses, birthday.</summary>
    public IReadOnlyList<BookFact> Facts { get; init; } = [];

    /// <summary>Groups the person is in.</summary>
    public IReadOnlyList<Guid> Groups { get; init; } = [];

    public bool Kept { get; init; } = true;

    public int Times { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>The whole vCard, so that what was deleted can be put back; empty where there is none.</summary>
    public string Card { get; init; } = "";
}

/// <param name="Kind">"postal", "web" or "birthday".</param>
public sealed record BookFact(string Kind, string Value);

/// <summary>What came of a vCard file.</summary>
/// <param name="Merged">Cards of people who were there already.</param>
/// <param name="WithoutAddress">Cards that name no mail address that can be written to.</param>
/// <param name="NoRoom">Cards that the full book did not take.</param>
public sealed record ImportOutcome(int Added, int Merged, int Groups, int WithoutAddress, int NoRoom);
