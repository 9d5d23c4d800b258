using Webmail.Mail.Messages;
using Webmail.Mail.Reading;

namespace Webmail.Web.Components.Message;

/// <summary>What the top of a message says: from the list's row at once, from the message itself when it is there.</summary>
public sealed record MessageHead(
    string Subject,
    IReadOnlyList<Correspondent> From,
    IReadOnlyList<Correspondent> To,
    IReadOnlyList<Correspondent> Cc,
    IReadOnlyList<Correspondent> Bcc,
    DateTimeOffset Received)
{
    public static MessageHead Of(MessageRow row) => row.ShowsRecipients
        ? new MessageHead(row.Subject, [], row.People, [], [], row.Received)
        : new MessageHead(row.Subject, row.People, [], [], [], row.Received);

    public static MessageHead Of(OpenedMessage message) =>
        new(message.Subject, message.From, message.To, message.Cc, message.Bcc, message.Received);
}
