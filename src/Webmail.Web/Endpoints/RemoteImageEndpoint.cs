using Webmail.Mail.Network;
using Webmail.Mail.Pictures;
using Webmail.Mail.Remote;

namespace Webmail.Web.Endpoints;

/// <summary>The proxy for pictures on other hosts: what a reader's browser gets of them is a new file, from us.</summary>
internal static class RemoteImageEndpoint
{
    public static void MapRemoteImages(this IEndpointRouteBuilder routes) => routes.MapGet(FrameDocument.PartsPath + "remote/{token}", ShowAsync);

    private static async Task ShowAsync(HttpContext context, string token, LinkGate gate, RemotePictures pictures, CancellationToken ct)
    {
        if (gate.OpenWithoutCookie(LinkPurpose.RemoteImage, token) is { } opened
            && WebAddress.TryRead(opened.Link.Section, out var address)
            && await pictures.GetAsync(opened.Who, address, ct) is { } picture)
            await WriteAsync(context.Response, picture, ct);
        else MessageResponses.Refuse(context.Response);
    }

    /// <summary>A picture that was written anew, for the frame.</summary>
    public static async Task WriteAsync(HttpResponse response, Picture picture, CancellationToken ct)
    {
        MessageResponses.Prepare(response, MessageResponses.InertPolicy);
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // the frame's origin is opaque: to the browser it is another site
        response.ContentType = picture.MediaType;
        response.ContentLength = picture.Content.Length;
        await response.Body.WriteAsync(picture.Content, ct);
    }
}
