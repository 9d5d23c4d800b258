using Webmail.Mail;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>Serves single parts: pictures into the frame and downloads. Both stream from the IMAP socket; nothing is held whole.</summary>
internal static class PartEndpoints
{
    /// <summary>Largest picture shown inside a mail: what comes after it is cut. Bigger ones are there as downloads.</summary>
    private const int MaxInlineImage = 32 * 1024 * 1024;

    public static void MapParts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(FrameDocument.PartsPath + "{token}", ShowImageAsync);
        routes.MapGet("/download/{token}", DownloadAsync);
    }

    private static async Task ShowImageAsync(HttpContext context, string token, LinkGate gate, CancellationToken ct)
    {
        var response = context.Response;
        if (gate.OpenWithoutCookie(LinkPurpose.InlineImage, token) is not { } opened || await OpenAsync(opened, ct) is not { } part)
        {
            MessageResponses.Refuse(response);
            return;
        }

        await using (part)
        {
            var head = new byte[ImageKind.HeadLength];
            var length = await part.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
            if (ImageKind.Of(head.AsSpan(0, length)) is not { } type)
            {
                MessageResponses.Refuse(response);
                return;
            }

            MessageResponses.Prepare(response, MessageResponses.InertPolicy);
            response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // the frame's origin is opaque: to the browser it is another site
            response.ContentType = type;
            response.ContentLength = part.Length <= MaxInlineImage ? part.Length : null;
            await response.Body.WriteAsync(head.AsMemory(0, length), ct);
            await PartCopy.ToResponseAsync(part.Content, context, MaxInlineImage - length, ct);
        }
    }

    private static async Task DownloadAsync(HttpContext context, string token, LinkGate gate, CancellationToken ct)
    {
        var response = context.Response;
        if (gate.Open(LinkPurpose.Download, token, context) is not { } opened || await OpenAsync(opened, ct) is not { } part)
        {
            MessageResponses.Refuse(response);
            return;
        }

        await using (part)
        {
            MessageResponses.PrepareDownload(response, part.FileName, part.Length);
            await PartCopy.ToResponseAsync(part.Content, context, long.MaxValue, ct);
        }
    }

    private static async Task<PartStream?> OpenAsync(OpenedLink opened, CancellationToken ct)
    {
        try
        {
            return await opened.Account.Reader.OpenPartAsync(opened.Link.Message, opened.Link.Section, ct);
        }
        catch (MailUnavailableException)
        {
            return null;
        }
    }
}
