using Webmail.Mail.Messages;
using Webmail.Mime.Headers;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>A message's head and the plan of its parts. Bodies are read apart.</summary>
public sealed record OpenedMessage
{
    public required MessageReference Reference { get; init; }

    public required FlagSet Flags { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<Correspondent> From { get; init; }

    public Correspondent? Sender { get; init; }

    public required IReadOnlyList<Correspondent> ReplyTo { get; init; }

    public required IReadOnlyList<Correspondent> To { get; init; }

    public required IReadOnlyList<Correspondent> Cc { get; init; }

    public required IReadOnlyList<Correspondent> Bcc { get; init; }

    /// <summary>The Date field where it can be read.</summary>
    public DateTimeOffset? Date { get; init; }

    public required DateTimeOffset Received { get; init; }

    public required long Size { get; init; }

    public string? MessageId { get; init; }

    /// <summary>Section of the HTML body; null when there is none.</summary>
    public string? HtmlSection { get; init; }

    /// <summary>Section of the plain text body; null when there is none.</summary>
    public string? PlainSection { get; init; }

    /// <summary>The header's first <see cref="ReadingLimits.HeaderBytes"/>; empty when the server told none.</summary>
    public HeaderBlock Header { get; init; } = HeaderBlock.Empty;

    public required IReadOnlyList<AttachmentPart> Attachments { get; init; }

    /// <summary>Section of the calendar part to show as a card; null when there is none.</summary>
    public string? InvitationSection { get; init; }

    /// <summary>What had to be forgiven in the structure; shown under Details.</summary>
    public required IReadOnlyList<string> Defects { get; init; }
}
