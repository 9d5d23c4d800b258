namespace Webmail.Mail.Accounts;

/// <summary>Proves a name and a password by signing in to the mail server.</summary>
public interface IAccountProver
{
    /// <summary>Never throws for what a server or a network does; that is the outcome.</summary>
    Task<AccountProof> ProveAsync(AccountLogin login, CancellationToken ct);
}
