using Webmail.Mail.Messages;

namespace Webmail.Mail.Reading;

/// <summary>A message that came inside another one: forwarded as an attachment, saved as .eml, or packed into a winmail.dat. All words are cleaned text.</summary>
/// <param name="Text">Its plain view; null when it has no text.</param>
/// <param name="Attachments">Their sections are those of the inner message.</param>
/// <param name="HasHtml">It has HTML: <see cref="NestedMessages.ReadHtmlAsync"/> makes it safe.</param>
public sealed record NestedMessage(
    string Subject,
    IReadOnlyList<Correspondent> From,
    IReadOnlyList<Correspondent> To,
    IReadOnlyList<Correspondent> Cc,
    DateTimeOffset? Date,
    PlainBody? Text,
    IReadOnlyList<AttachmentPart> Attachments,
    bool HasHtml = false);
