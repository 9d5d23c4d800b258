using Webmail.Mail.Compose;

namespace Webmail.Mail.Outbox;

/// <summary>A message of the outbox as its writer sees it.</summary>
/// <param name="Reason">Name of what is wrong; empty when nothing is.</param>
/// <param name="ServerText">What the server said last; empty when it said nothing.</param>
public sealed record OutboxEntry(
    Guid Id, Guid Draft, string Subject, IReadOnlyList<Person> To, OutboxState State, DateTimeOffset DueAt, string Reason, string ServerText, IReadOnlyList<string> RefusedAddresses);

/// <summary>How a message is to be sent.</summary>
/// <param name="At">Not before; null: now.</param>
/// <param name="Undo">So long it can be taken back.</param>
/// <param name="Archive">Archive the message that is answered, once the answer is sent.</param>
/// <param name="RemindAt">When to tell that nobody answered; null: never.</param>
/// <param name="HoldAtServer">The server may hold the message until <paramref name="At"/> where it offers that; else it is held here.</param>
public sealed record SendWishes(DateTimeOffset? At = null, TimeSpan Undo = default, bool Archive = false, DateTimeOffset? RemindAt = null, bool HoldAtServer = false)
{
    /// <summary>The longest time in which a message can be taken back.</summary>
    public static readonly TimeSpan MaxUndo = TimeSpan.FromSeconds(60);

    /// <summary>So long a message that its server holds can be taken back here; afterwards it is the server's.</summary>
    public static readonly TimeSpan HoldUndo = TimeSpan.FromSeconds(10);

    /// <summary>As far ahead as a message can be planned.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(366);
}
