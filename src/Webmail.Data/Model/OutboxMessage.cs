namespace Webmail.Data.Model;

/// <summary>A message that is to be sent, is being sent or was sent a short while ago. Its bytes are <see cref="StoredChunk"/>s.</summary>
public sealed class OutboxMessage
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public Guid DraftId { get; set; }

    /// <summary>A name of OutboxState.</summary>
    public required string State { get; set; }

    /// <summary>Counts changes of the row: two workers never take the same step.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Not before.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public int Attempts { get; set; }

    public required string Subject { get; set; }

    /// <summary>Envelope, source and wishes, as JSON.</summary>
    public required string Envelope { get; set; }

    public required string MessageId { get; set; }

    /// <summary>Octets of the message.</summary>
    public long Size { get; set; }

    /// <summary>Why it is in this state, by name; empty when all is well.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What the server said last.</summary>
    public string ServerText { get; set; } = "";

    /// <summary>The login for a time when the person is away, sealed under the key ring; only where they asked for it.</summary>
    public byte[]? SealedLogin { get; set; }
}
