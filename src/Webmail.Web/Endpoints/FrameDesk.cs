using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Endpoints;

/// <summary>Reads what a frame's link names: the message's HTML, made safe, or in words why there is none.</summary>
internal sealed class FrameDesk(LinkGate gate, PartLinks links, FrameWork work, IStringLocalizer<MessageText> words)
{
    /// <summary>Wishes of how it looks, in the address beside the link, which says what it is: designed mail on dark paper.</summary>
    public const string DarkWish = "dark";

    /// <summary>And past a limit the beginning instead of the text.</summary>
    private const string FitsWish = "fits";

    /// <summary>Null when the link opens nothing.</summary>
    public async Task<FrameContent?> ReadAsync(HttpContext context, LinkPurpose purpose, string token, CancellationToken ct)
    {
        if (gate.Open(purpose, token, context) is not { } opened) return null;
        var (link, account) = opened;
        var options = Options(context, opened, purpose);
        try
        {
            var body = link.Section.EndsWith(PartLinks.NestedMark)
                ? await NestedAsync(context, opened, link.Section[..^1], ct) ?? throw new MailUnavailableException(MailFailure.Gone, "")
                : await work.ShareAsync(Key(context, token), () => account.Reader.ReadHtmlAsync(link.Message, link.Section, options, CancellationToken.None).AsTask(), ct);
            return body switch
            {
                { Html: { } html } => FrameContent.Mail(html, [words["ShowQuote"], words["HideQuote"]], html.IsTruncated ? words["HtmlCut"] : "", (body.Fetched, body.Sanitized)),
                { IsTooMuch: true } when !Wants(context, FitsWish) => FrameContent.Text(words["HtmlTooMuch"], body.Text, words["ShowFits"]),
                _ => FrameContent.Text(words["HtmlRefused"], body.Text),
            };
        }
        catch (MailUnavailableException error)
        {
            return FrameContent.Note(error.Failure == MailFailure.Gone ? words["GoneText"] : words["BodyUnavailable"]);
        }
    }

    /// <summary>True while the frame is being made; false for a link that opens nothing.</summary>
    public bool IsAtWork(HttpContext context, LinkPurpose purpose, string token) => gate.Open(purpose, token, context) is not null && work.IsOpen(Key(context, token));

    private static string Key(HttpContext context, string token) => token + context.Request.QueryString;

    private async Task<HtmlBody?> NestedAsync(HttpContext context, OpenedLink opened, string outer, CancellationToken ct)
    {
        var options = new HtmlViewOptions(inner => links.InlineImage(opened.Who, opened.Link.Message, outer + PartLinks.NestedMark + inner), null, Wants(context, DarkWish), Wants(context, FitsWish));
        await using var part = await opened.Account.Reader.OpenPartAsync(opened.Link.Message, outer, ct);
        using var whole = new MemoryStream();
        return await PartCopy.TryHoldAsync(part.Content, whole, NestedMessages.MaxBytes, ct) ? await NestedMessages.ReadHtmlAsync(whole.ToArray(), options, ct) : null;
    }

    private HtmlViewOptions Options(HttpContext context, OpenedLink opened, LinkPurpose purpose) =>
        FrameAhead.Options(links, opened.Who, opened.Link.Message, purpose == LinkPurpose.FrameWithImages, Wants(context, DarkWish), Wants(context, FitsWish));

    private static bool Wants(HttpContext context, string wish) => context.Request.Query.ContainsKey(wish);
}
