using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;

namespace Webmail.Mail.Reminders;

/// <summary>"Remind me if nobody answers". An answer that came by then ends a reminder without a word; no answer makes it one that the person sees.</summary>
public interface IReminders
{
    /// <summary>What needs the person first, then by time.</summary>
    Task<IReadOnlyList<Reminder>> ListAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Asks again at another time; does nothing for a reminder that is gone.</summary>
    Task AgainAsync(AccountIdentity who, Guid reminder, DateTimeOffset at, CancellationToken ct);

    /// <summary>Forgets it.</summary>
    Task DropAsync(AccountIdentity who, Guid reminder, CancellationToken ct);

    /// <summary>The copy of what was sent, to write again; null when it is not in its folder any more.</summary>
    /// <exception cref="MailUnavailableException">The folder can't be looked into.</exception>
    Task<MessageReference?> SentAsync(IMailAccount account, Guid reminder, CancellationToken ct);

    /// <summary>Somebody is signed in again: what waited for that is looked at.</summary>
    Task WakeAsync(AccountIdentity who, CancellationToken ct);
}
