namespace Webmail.Data.Model;

/// <summary>Somebody wants to know when a message they sent is not answered by a time.</summary>
public sealed class AnswerReminder
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>Of the message that was sent, without angle brackets: answers name it.</summary>
    public required string MessageId { get; set; }

    public required string Subject { get; set; }

    /// <summary>To whom it went, as a JSON list of names and addresses.</summary>
    public required string Recipients { get; set; }

    /// <summary>The folder its copy lies in; empty: the account's Sent folder.</summary>
    public string SentFolder { get; set; } = "";

    public DateTimeOffset SentAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>A name of ReminderState.</summary>
    public required string State { get; set; }
}
