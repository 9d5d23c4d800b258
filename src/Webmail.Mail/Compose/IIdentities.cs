using Webmail.Mail.Accounts;

namespace Webmail.Mail.Compose;

/// <summary>The identities of an account, in order; there is always at least one.</summary>
public interface IIdentities
{
    Task<IReadOnlyList<Identity>> ListAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Adds or changes one.</summary>
    /// <exception cref="ComposeException">An address that is none.</exception>
    Task SaveAsync(AccountIdentity who, Identity identity, CancellationToken ct);

    /// <summary>The first one is then the one that is used when nothing says otherwise.</summary>
    Task OrderAsync(AccountIdentity who, IReadOnlyList<Guid> order, CancellationToken ct);

    /// <summary>Removes one; the last one stays.</summary>
    Task DeleteAsync(AccountIdentity who, Guid identity, CancellationToken ct);
}
