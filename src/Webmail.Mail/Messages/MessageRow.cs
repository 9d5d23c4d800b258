using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>One line of the message list; an immutable snapshot with decoded, cleaned text (no control or direction characters).</summary>
public sealed record MessageRow
{
    public required Uid Uid { get; init; }

    public required FlagSet Flags { get; init; }

    /// <summary>Who to show: the sender, or the recipients in Sent and Drafts.</summary>
    public required IReadOnlyList<Correspondent> People { get; init; }

    /// <summary>True where <see cref="People"/> are recipients.</summary>
    public bool ShowsRecipients { get; init; }

    /// <summary>Decoded subject; empty when there is none.</summary>
    public required string Subject { get; init; }

    /// <summary>The start of the text; null until it was fetched (a change event follows).</summary>
    public string? Preview { get; init; }

    /// <summary>INTERNALDATE: when the server received it.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>RFC822.SIZE in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Attachments as the reading pane will list them; null until the structure was fetched.</summary>
    public IReadOnlyList<AttachmentBrief>? Attachments { get; init; }

    /// <summary>Whether there is an invitation in it.</summary>
    public bool HasInvitation { get; init; }

    public bool IsUnread => !Flags.Contains(Flag.Seen);

    public bool IsFlagged => Flags.Contains(Flag.Flagged);

    public bool IsAnswered => Flags.Contains(Flag.Answered);

    public bool IsForwarded => Flags.Contains(Flag.Forwarded);

    public bool IsDraft => Flags.Contains(Flag.Draft);
}
