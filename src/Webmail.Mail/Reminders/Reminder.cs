using Webmail.Mail.Compose;

namespace Webmail.Mail.Reminders;

public enum ReminderState
{
    /// <summary>Its time has not come.</summary>
    Waiting,

    /// <summary>Its time has come, but nobody was signed in: the mailbox could not be looked into. It is looked at after the next sign-in.</summary>
    SignedOut,

    /// <summary>Nobody answered. It stays until the person is done with it.</summary>
    Unanswered,
}

/// <summary>A message whose answer is waited for.</summary>
public sealed record Reminder(Guid Id, string Subject, IReadOnlyList<Person> To, DateTimeOffset SentAt, DateTimeOffset DueAt, ReminderState State);
