using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

/// <param name="Members">The people of a group; null for a person.</param>
/// <param name="Times">How often they were written to.</param>
public sealed record PersonHit(string Name, string Address, IReadOnlyList<Person>? Members, int Times, bool Kept);

/// <summary>Whom an account writes to.</summary>
public interface IPeople
{
    /// <summary>Who could be meant, the likeliest first: by how often and how lately they were written to.</summary>
    Task<IReadOnlyList<PersonHit>> SuggestAsync(AccountIdentity who, string typed, int most, CancellationToken ct);

    /// <summary>Counts the receivers of a message that was sent.</summary>
    Task CollectAsync(Guid account, IReadOnlyList<Person> receivers, CancellationToken ct);
}
