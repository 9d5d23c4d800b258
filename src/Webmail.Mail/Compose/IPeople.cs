using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

/// <param name="Members">The people of a group; null for a person.</param>
/// <param name="Times">How often they were written to.</param>
public sealed record PersonHit(string Name, string Address, IReadOnlyList<Person>? Members, int Times, bool Kept);

/// <summary>A person of the address book.</summary>
/// <param name="Kept">Put there on purpose; else collected from what was sent.</param>
public sealed record KnownPersonEntry(string Name, string Address, int Times, DateTimeOffset LastAt, bool Kept);

public sealed record PeopleGroupEntry(Guid Id, string Name, IReadOnlyList<Person> Members);

/// <summary>Whom an account writes to.</summary>
public interface IPeople
{
    /// <summary>Who could be meant, the likeliest first: by how often and how lately they were written to.</summary>
    Task<IReadOnlyList<PersonHit>> SuggestAsync(AccountIdentity who, string typed, int most, CancellationToken ct);

    /// <summary>Counts the receivers of a message that was sent.</summary>
    Task CollectAsync(Guid account, IReadOnlyList<Person> receivers, CancellationToken ct);

    Task<IReadOnlyList<KnownPersonEntry>> ListAsync(AccountIdentity who, CancellationToken ct);

    Task<IReadOnlyList<PeopleGroupEntry>> GroupsAsync(AccountIdentity who, CancellationToken ct);

    /// <exception cref="ComposeException">An address that is none.</exception>
    Task SaveAsync(AccountIdentity who, Person person, CancellationToken ct);

    Task SaveGroupAsync(AccountIdentity who, PeopleGroupEntry group, CancellationToken ct);

    Task DeleteAsync(AccountIdentity who, string address, CancellationToken ct);

    Task DeleteGroupAsync(AccountIdentity who, Guid group, CancellationToken ct);
}
