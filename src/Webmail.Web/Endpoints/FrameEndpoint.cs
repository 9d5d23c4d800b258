using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Webmail.Web.Endpoints;

/// <summary>Serves the document of the mail frame.</summary>
internal static class FrameEndpoint
{
    public static void MapMailFrame(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/frame/empty", (HttpContext context) => WriteAsync(context, FrameContent.Empty, context.RequestAborted));
        routes.MapGet("/frame/{token}", (HttpContext context, string token, FrameDesk desk, CancellationToken ct) => ShowAsync(context, LinkPurpose.Frame, token, desk, ct));
        routes.MapGet("/frame/images/{token}", (HttpContext context, string token, FrameDesk desk, CancellationToken ct) => ShowAsync(context, LinkPurpose.FrameWithImages, token, desk, ct));
        // Asked by the page when a frame has been silent for long: a request that is only slow would be thrown away with its answer if it were made again.
        routes.MapMethods("/frame/{token}", [HttpMethods.Head], (HttpContext context, string token, FrameDesk desk) => Tell(context, desk.IsAtWork(context, LinkPurpose.Frame, token)));
        routes.MapMethods("/frame/images/{token}", [HttpMethods.Head], (HttpContext context, string token, FrameDesk desk) => Tell(context, desk.IsAtWork(context, LinkPurpose.FrameWithImages, token)));
    }

    private static void Tell(HttpContext context, bool isAtWork)
    {
        MessageResponses.Prepare(context.Response, MessageResponses.InertPolicy);
        context.Response.StatusCode = isAtWork ? StatusCodes.Status202Accepted : StatusCodes.Status204NoContent;
    }

    private static async Task ShowAsync(HttpContext context, LinkPurpose purpose, string token, FrameDesk desk, CancellationToken ct)
    {
        if (await desk.ReadAsync(context, purpose, token, ct) is { } content) await WriteAsync(context, content, ct);
        else MessageResponses.Refuse(context.Response);
    }

    private static async Task WriteAsync(HttpContext context, FrameContent content, CancellationToken ct)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = context.Response;
        MessageResponses.Prepare(response, FrameDocument.Policy(context.Request.Host.Value ?? "", nonce));
        response.ContentType = "text/html; charset=utf-8";
        response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"fetch;dur={content.Cost.Fetched.TotalMilliseconds:0.0}, sanitize;dur={content.Cost.Sanitized.TotalMilliseconds:0.0}");
        await response.WriteAsync(FrameDocument.Write(content, nonce), Encoding.UTF8, ct);
    }
}
