namespace Webmail.Mail.Outbox;

/// <summary>Sees to it that an entry is run at its time, after a crash too.</summary>
internal interface IOutboxSchedule
{
    /// <summary>Runs the entry at that time instead of any other that was set.</summary>
    Task PlanAsync(Guid entry, DateTimeOffset at, CancellationToken ct);

    /// <summary>Looks at a reminder at that time instead of any other that was set.</summary>
    Task RemindAsync(Guid reminder, DateTimeOffset at, CancellationToken ct);
}
