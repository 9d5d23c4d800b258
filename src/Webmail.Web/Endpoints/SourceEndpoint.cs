using Webmail.Mail;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>Serves a message as it lies on the server: as text to look at, or as a file.</summary>
internal static class SourceEndpoint
{
    public static void MapMessageSource(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/source/{token}", (HttpContext context, string token, LinkGate gate, CancellationToken ct) =>
            ServeAsync(context, token, gate, asFile: false, ct));
        routes.MapGet("/source/{token}/file", (HttpContext context, string token, LinkGate gate, CancellationToken ct) =>
            ServeAsync(context, token, gate, asFile: true, ct));
    }

    private static async Task ServeAsync(HttpContext context, string token, LinkGate gate, bool asFile, CancellationToken ct)
    {
        var response = context.Response;
        if (gate.Open(LinkPurpose.Source, token, context) is not { } opened || await OpenAsync(opened, ct) is not { } source)
        {
            MessageResponses.Refuse(response);
            return;
        }

        await using (source)
        {
            MessageResponses.PrepareDownload(response, source.FileName, source.Length);
            if (!asFile)
            {
                // Any byte may stand in a message, so it is shown as the charset in which every byte is a character.
                response.ContentType = "text/plain; charset=windows-1252";
                response.Headers.Remove("Content-Disposition");
            }

            await PartCopy.ToResponseAsync(source.Content, context, long.MaxValue, ct);
        }
    }

    private static async Task<PartStream?> OpenAsync(OpenedLink opened, CancellationToken ct)
    {
        try
        {
            return await opened.Account.Reader.OpenSourceAsync(opened.Link.Message, ct);
        }
        catch (MailUnavailableException)
        {
            return null;
        }
    }
}
