using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Web.Components.Message;

namespace Webmail.Web.Endpoints;

/// <summary>Serves the document of the mail frame.</summary>
internal static class FrameEndpoint
{
    public static void MapMailFrame(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/frame/empty", (HttpContext context) => WriteAsync(context, FrameContent.Empty, context.RequestAborted));
        routes.MapGet("/frame/{token}", ShowAsync);
    }

    private static async Task ShowAsync(
        HttpContext context, string token, LinkGate gate, PartLinks links, IStringLocalizer<MessageText> words, CancellationToken ct)
    {
        if (gate.Open(LinkPurpose.Frame, token, context) is not { } opened)
        {
            MessageResponses.Refuse(context.Response);
            return;
        }

        await WriteAsync(context, await ContentAsync(opened, links, words, ct), ct);
    }

    private static async Task<FrameContent> ContentAsync(OpenedLink opened, PartLinks links, IStringLocalizer<MessageText> words, CancellationToken ct)
    {
        var (link, account) = opened;
        try
        {
            var options = new HtmlViewOptions(section => links.InlineImage(opened.Who, link.Message, section));
            var body = await account.Reader.ReadHtmlAsync(link.Message, link.Section, options, ct);
            return body.Html is { } html
                ? FrameContent.Mail(html)
                : FrameContent.Text(words["HtmlRefused"], body.Text);
        }
        catch (MailUnavailableException error)
        {
            return FrameContent.Note(error.Failure == MailFailure.Gone ? words["GoneText"] : words["BodyUnavailable"]);
        }
    }

    private static async Task WriteAsync(HttpContext context, FrameContent content, CancellationToken ct)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = context.Response;
        MessageResponses.Prepare(response, FrameDocument.Policy(context.Request.Host.Value ?? "", nonce));
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(FrameDocument.Write(content, nonce), Encoding.UTF8, ct);
    }
}
