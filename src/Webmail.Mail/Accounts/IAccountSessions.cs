using Webmail.Mail.Sessions;

namespace Webmail.Mail.Accounts;

/// <summary>The open mail accounts of this process, by sign-in session.</summary>
public interface IAccountSessions
{
    /// <summary>
    /// Opens the account for the session, or does nothing when it is open already. Connects lazily: a mail server that is
    /// down does not make this fail.
    /// </summary>
    /// <param name="login">The callee takes its own copy of the password.</param>
    ValueTask OpenAsync(AccountIdentity identity, AccountLogin login, CancellationToken ct);

    /// <summary>The account of a session; null when it is not open.</summary>
    IMailAccount? Find(Guid sessionId);

    bool IsOpen(Guid sessionId);

    /// <summary>Ends every IMAP connection of the session at once and forgets its password.</summary>
    ValueTask CloseSessionAsync(Guid sessionId);
}
