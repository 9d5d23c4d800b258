using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Endpoints;

/// <summary>Reads what a frame's link names: the message's HTML, made safe, or in words why there is none.</summary>
internal sealed class FrameDesk(LinkGate gate, PartLinks links, IStringLocalizer<MessageText> words)
{
    /// <summary>Null when the link opens nothing.</summary>
    public async Task<FrameContent?> ReadAsync(HttpContext context, LinkPurpose purpose, string token, CancellationToken ct)
    {
        if (gate.Open(purpose, token, context) is not { } opened) return null;
        var (link, account) = opened;
        try
        {
            var body = link.Section.EndsWith(PartLinks.NestedMark)
                ? await NestedAsync(opened, link.Section[..^1], ct) ?? throw new MailUnavailableException(MailFailure.Gone, "")
                : await account.Reader.ReadHtmlAsync(link.Message, link.Section, Options(opened, purpose), ct);
            return body.Html is { } html
                ? FrameContent.Mail(html, [words["ShowQuote"], words["HideQuote"]])
                : FrameContent.Text(words["HtmlRefused"], body.Text);
        }
        catch (MailUnavailableException error)
        {
            return FrameContent.Note(error.Failure == MailFailure.Gone ? words["GoneText"] : words["BodyUnavailable"]);
        }
    }

    private async Task<HtmlBody?> NestedAsync(OpenedLink opened, string outer, CancellationToken ct)
    {
        var options = new HtmlViewOptions(inner => links.InlineImage(opened.Who, opened.Link.Message, outer + PartLinks.NestedMark + inner));
        await using var part = await opened.Account.Reader.OpenPartAsync(opened.Link.Message, outer, ct);
        using var whole = new MemoryStream();
        return await PartCopy.TryHoldAsync(part.Content, whole, NestedMessages.MaxBytes, ct) ? await NestedMessages.ReadHtmlAsync(whole.ToArray(), options, ct) : null;
    }

    private HtmlViewOptions Options(OpenedLink opened, LinkPurpose purpose) => new(
        section => links.InlineImage(opened.Who, opened.Link.Message, section),
        purpose == LinkPurpose.FrameWithImages ? address => links.RemoteImage(opened.Who, opened.Link.Message, address) : null);
}
