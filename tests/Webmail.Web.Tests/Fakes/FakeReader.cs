using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Has no bodies: lists and shell need none.</summary>
public sealed class FakeReader : IMessageReader
{
    public ValueTask<OpenedMessage> OpenAsync(MailboxName folder, Uid uid, CancellationToken ct)
    {
        Opened.Add($"{folder.Value} {uid}");
        var row = FakeRows.Make(uid.Value);
        return new(new OpenedMessage
        {
            Reference = new MessageReference(folder, new UidValidity(1), uid),
            Flags = row.Flags,
            Subject = row.Subject,
            From = row.People,
            ReplyTo = [],
            To = [],
            Cc = [],
            Bcc = [],
            Received = row.Received,
            Size = row.Size,
            Attachments = [],
            Defects = [],
        });
    }

    /// <summary>As "INBOX 299".</summary>
    public List<string> Opened { get; } = [];

    public Task WarmAsync(MailboxName folder, IReadOnlyList<Uid> uids, CancellationToken ct) => Task.CompletedTask;

    public ValueTask<IReadOnlyList<AttachmentPart>> ReadAttachmentsAsync(MessageReference message, CancellationToken ct) => new([]);

    public ValueTask<PlainBody> ReadPlainAsync(MessageReference message, string section, CancellationToken ct) => throw NoBody();

    public PlainBody? PlainBeginning(MessageReference message, string section) => null;

    public ValueTask<HtmlBody> ReadHtmlAsync(MessageReference message, string section, HtmlViewOptions options, CancellationToken ct) => throw NoBody();

    public ValueTask<PartStream> OpenPartAsync(MessageReference message, string section, CancellationToken ct) => throw NoBody();

    public ValueTask<PartFacts> LookAsync(MessageReference message, string? section, CancellationToken ct) => throw NoBody();

    public ValueTask<PartStream> OpenSourceAsync(MessageReference message, CancellationToken ct) => throw NoBody();

    private static MailUnavailableException NoBody() => new(MailFailure.Gone, "");
}
