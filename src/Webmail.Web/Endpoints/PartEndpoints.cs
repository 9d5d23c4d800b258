using Webmail.Mail;
using Webmail.Mail.Pictures;
using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>Serves single parts: pictures into the frame and downloads. Downloads stream from the IMAP socket and are never held whole.</summary>
internal static class PartEndpoints
{
    /// <summary>Largest picture shown inside a mail: it is held whole while it is written anew. Bigger ones are there as downloads.</summary>
    private const int MaxInlineImage = 16 * 1024 * 1024;

    public static void MapParts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(FrameDocument.PartsPath + "{token}", ShowImageAsync);
        routes.MapGet("/download/{token}", DownloadAsync);
    }

    private static async Task ShowImageAsync(HttpContext context, string token, LinkGate gate, PictureDesk desk, CancellationToken ct)
    {
        if (gate.OpenWithoutCookie(LinkPurpose.InlineImage, token) is { } opened && await PictureAsync(opened, desk, ct) is { } picture)
            await RemoteImageEndpoint.WriteAsync(context.Response, picture, ct);
        else MessageResponses.Refuse(context.Response);
    }

    private static async Task<Picture?> PictureAsync(OpenedLink opened, PictureDesk desk, CancellationToken ct)
    {
        if (await OpenAsync(opened, ct) is not { } part) return null;
        await using (part)
        {
            var head = new byte[PictureRewriter.HeadLength];
            var length = await part.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
            if (PictureRewriter.KindOf(head.AsSpan(0, length)) is null) return null;
            using var whole = new MemoryStream();
            whole.Write(head, 0, length);
            return await PartCopy.TryHoldAsync(part.Content, whole, MaxInlineImage, ct) ? await desk.RewriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length), ct) : null;
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

    private static async Task<PartStream?> OpenNestedAsync(OpenedLink opened, string outer, string inner, CancellationToken ct)
    {
        await using var part = await opened.Account.Reader.OpenPartAsync(opened.Link.Message, outer, ct);
        using var whole = new MemoryStream();
        return await PartCopy.TryHoldAsync(part.Content, whole, NestedMessages.MaxBytes, ct) ? await NestedMessages.OpenPartAsync(whole.ToArray(), inner, ct) : null;
    }

    internal static async Task<PartStream?> OpenAsync(OpenedLink opened, CancellationToken ct)
    {
        try
        {
            return opened.Link.Section.Split(PartLinks.NestedMark) is [var outer, var inner]
                ? await OpenNestedAsync(opened, outer, inner, ct)
                : await opened.Account.Reader.OpenPartAsync(opened.Link.Message, opened.Link.Section, ct);
        }
        catch (MailUnavailableException)
        {
            return null;
        }
    }
}
