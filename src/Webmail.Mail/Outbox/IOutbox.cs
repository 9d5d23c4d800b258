using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Outbox;

/// <summary>
/// Messages on their way out. A message that was taken in is in the database before anything else happens: it is never lost, never sent twice, and what can't be
/// known is said and asked.
/// </summary>
public interface IOutbox
{
    /// <summary>Takes a draft in. From here on it is sent whether or not its writer stays.</summary>
    /// <exception cref="ComposeException">It can't be sent as it is; nothing was taken in.</exception>
    Task<OutboxEntry> SendAsync(IMailAccount account, Draft draft, SendWishes wishes, CancellationToken ct);

    /// <summary>Takes a message back before it goes, or after it was refused.</summary>
    /// <returns>Its draft, to go on with.</returns>
    /// <exception cref="ComposeException">Too late.</exception>
    Task<Draft> CancelAsync(AccountIdentity who, Guid entry, CancellationToken ct);

    /// <summary>Sends now what waits, or tries again what was refused or can't be known.</summary>
    Task SendNowAsync(AccountIdentity who, Guid entry, CancellationToken ct);

    /// <summary>The person knows that it arrived: only the copy is still to be filed.</summary>
    Task ConfirmSentAsync(AccountIdentity who, Guid entry, CancellationToken ct);

    /// <summary>What is on its way or needs somebody, the oldest first.</summary>
    Task<IReadOnlyList<OutboxEntry>> ListAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Somebody is signed in again: what waited for that goes on.</summary>
    Task WakeAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Calls back after an account's outbox changed on this node, until disposed.</summary>
    IDisposable Subscribe(AccountIdentity who, Func<OutboxEntry, Task> onChange);
}
