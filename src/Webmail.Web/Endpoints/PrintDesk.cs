using System.Globalization;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Trust;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Endpoints;

/// <summary>Reads what a print link names: whole texts and the HTML made safe, with the pictures that are shown on the screen.</summary>
internal sealed class PrintDesk(LinkGate gate, PartLinks links, IRemoteImageRules rules, IMessageTrust trust, IStringLocalizer<MessageText> words)
{
    /// <summary>Messages of one conversation that are printed at once: each may be 8 MB of HTML.</summary>
    private const int MaxMessages = 30;

    /// <summary>Null when the link opens nothing.</summary>
    public async Task<PrintPages?> ReadAsync(HttpContext context, LinkPurpose purpose, string token, CancellationToken ct)
    {
        if (gate.Open(purpose, token, context) is not { } opened) return null;
        var zone = DeviceSettings.Parse(null, context.Request.Cookies[DeviceSettings.ZoneCookieName]).Zone;
        try
        {
            var message = await opened.Account.Reader.OpenAsync(opened.Link.Message.Folder, opened.Link.Message.Uid, ct);
            if (message.Reference != opened.Link.Message) return null;
            var all = purpose == LinkPurpose.PrintConversation ? await ConversationAsync(opened, message, ct) : [message];
            var left = Math.Max(0, all.Count - MaxMessages);
            var printed = new List<PrintedMessage>();
            foreach (var one in all.Skip(left)) printed.Add(await PrintAsync(opened, one, purpose == LinkPurpose.PrintWithImages, zone, ct));
            return Pages(message.Subject, left > 0 ? words["PrintCut", left] : "", printed);
        }
        catch (MailUnavailableException error)
        {
            var note = FrameContent.Note(error.Failure == MailFailure.Gone ? words["GoneText"] : words["BodyUnavailable"]);
            return Pages("", "", [new PrintedMessage([], note, "")]);
        }
    }

    private PrintPages Pages(string subject, string left, IReadOnlyList<PrintedMessage> messages) => new(
        CultureInfo.CurrentUICulture.Name is { Length: > 0 } name ? name : "en", CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
        subject.Length > 0 ? subject : words["NoSubject"], words["PrintNow"], left, messages);

    private static async Task<IReadOnlyList<OpenedMessage>> ConversationAsync(OpenedLink opened, OpenedMessage message, CancellationToken ct)
    {
        List<OpenedMessage> all = [message];
        foreach (var related in await opened.Account.Relations.ConversationAsync(message, ct))
        {
            try
            {
                all.Add(await opened.Account.Reader.OpenAsync(related.Reference.Folder, related.Reference.Uid, ct));
            }
            catch (MailUnavailableException error) when (error.Failure == MailFailure.Gone)
            {
                // Moved while the others were read: what is left is printed.
            }
        }

        return [.. all.OrderBy(one => one.Received).ThenBy(one => one.Date).ThenBy(one => one.Reference.Uid.Value)];
    }

    private async Task<PrintedMessage> PrintAsync(OpenedLink opened, OpenedMessage message, bool withImages, TimeZoneInfo zone, CancellationToken ct)
    {
        var content = message switch
        {
            { HtmlSection: { } html } => await HtmlAsync(opened, message, html, withImages, ct),
            { PlainSection: { } plain } => PlainPaper.Of(await opened.Account.Reader.ReadPlainAsync(message.Reference, plain, ct), words["TextCut", ByteSize.Format(ReadingLimits.MaxTextBytes, words)]),
            _ => FrameContent.Note(words["NoText"]),
        };
        var files = message.HtmlSection is null ? message.Attachments : await opened.Account.Reader.ReadAttachmentsAsync(message.Reference, ct);
        return new PrintedMessage([.. Head(message, zone)], content, Files(files));
    }

    private async Task<FrameContent> HtmlAsync(OpenedLink opened, OpenedMessage message, string section, bool withImages, CancellationToken ct)
    {
        var choice = await rules.DecideAsync(opened.Who, message, trust.Of(opened.Who, message).FromAuthenticates, ct);
        // What was shown once on the screen may be on paper; a policy that forbids pictures holds here too.
        var shows = choice.Shown || withImages && choice.CanShow;
        var body = await opened.Account.Reader.ReadHtmlAsync(
            message.Reference, section,
            new HtmlViewOptions(part => links.InlineImage(opened.Who, message.Reference, part), shows ? address => links.RemoteImage(opened.Who, message.Reference, address) : null), ct);
        return body.Html is { } html ? FrameContent.Mail(html, []) : FrameContent.Text(words["HtmlRefused"], body.Text);
    }

    private IEnumerable<(string, string)> Head(OpenedMessage message, TimeZoneInfo zone)
    {
        foreach (var (name, people) in ((string, IReadOnlyList<Correspondent>)[])[("FieldFrom", message.From), ("FieldTo", message.To), ("FieldCc", message.Cc), ("FieldBcc", message.Bcc)])
            if (people.Count > 0) yield return (words[name], string.Join(", ", people.Select(Person)));
        yield return (words["FieldDate"], MessageTimes.Full(message.Received, zone));
    }

    private static string Person(Correspondent person) => person.Name.Length > 0 && person.Address.Length > 0 ? $"{person.Name} <{person.Address}>" : person.Display;

    private string Files(IReadOnlyList<AttachmentPart> files) => string.Join(", ", files.Select(file => $"{file.Name} ({ByteSize.Format(file.Size, words)})"));
}
