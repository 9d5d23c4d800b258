using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>Opens messages: structure first, then only the parts that are shown.</summary>
public interface IMessageReader
{
    /// <summary>The message as the reading pane shows it. Does not mark it read.</summary>
    /// <exception cref="MailUnavailableException">Gone, refused or offline; so for all methods here.</exception>
    ValueTask<OpenedMessage> OpenAsync(MailboxName folder, Uid uid, CancellationToken ct);

    /// <summary>Structure and text of the rows around the cursor, fetched ahead within a byte budget; never throws for a message that can't be had.</summary>
    Task WarmAsync(MailboxName folder, IReadOnlyList<Uid> uids, CancellationToken ct);

    /// <summary>The attachments once it is known what the HTML shows: an inline part that nothing shows is listed too.</summary>
    ValueTask<IReadOnlyList<AttachmentPart>> ReadAttachmentsAsync(MessageReference message, CancellationToken ct);

    /// <summary>The plain view as typed lines, with all the text parts it is made of; bounded by <see cref="ReadingLimits.MaxTextBytes"/>.</summary>
    /// <param name="section"><see cref="OpenedMessage.PlainSection"/>; another text part's section reads that part alone.</param>
    ValueTask<PlainBody> ReadPlainAsync(MessageReference message, string section, CancellationToken ct);

    /// <summary>The first screens of a long text that is still on its way, from what came with its head; null where there is no such thing. At once: nothing is fetched.</summary>
    /// <param name="section"><see cref="OpenedMessage.PlainSection"/>.</param>
    PlainBody? PlainBeginning(MessageReference message, string section);

    /// <summary>The HTML view sanitised, or the reason why its text is shown instead.</summary>
    /// <param name="section"><see cref="OpenedMessage.HtmlSection"/>; another text part's section reads that part alone.</param>
    ValueTask<HtmlBody> ReadHtmlAsync(MessageReference message, string section, HtmlViewOptions options, CancellationToken ct);

    /// <summary>One part, decoded, straight from the IMAP socket. Memory stays flat at any size. Dispose to release the connection.</summary>
    ValueTask<PartStream> OpenPartAsync(MessageReference message, string section, CancellationToken ct);

    /// <summary>What is known of a part, or of the whole message (null), without fetching it.</summary>
    ValueTask<PartFacts> LookAsync(MessageReference message, string? section, CancellationToken ct);

    /// <summary>The whole message as it lies on the server (message source, download as .eml).</summary>
    ValueTask<PartStream> OpenSourceAsync(MessageReference message, CancellationToken ct);
}
