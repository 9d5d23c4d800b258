using System.Security.Cryptography;
using System.Text;

namespace Webmail.Web.Endpoints;

/// <summary>Serves a message, or a conversation, as it goes on paper.</summary>
internal static class PrintEndpoint
{
    public static void MapPrint(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/print/{token}", (HttpContext context, string token, PrintDesk desk, CancellationToken ct) => ShowAsync(context, LinkPurpose.Print, token, desk, ct));
        routes.MapGet("/print/images/{token}", (HttpContext context, string token, PrintDesk desk, CancellationToken ct) => ShowAsync(context, LinkPurpose.PrintWithImages, token, desk, ct));
        routes.MapGet("/print/all/{token}", (HttpContext context, string token, PrintDesk desk, CancellationToken ct) => ShowAsync(context, LinkPurpose.PrintConversation, token, desk, ct));
    }

    private static async Task ShowAsync(HttpContext context, LinkPurpose purpose, string token, PrintDesk desk, CancellationToken ct)
    {
        if (await desk.ReadAsync(context, purpose, token, ct) is not { } pages)
        {
            MessageResponses.Refuse(context.Response);
            return;
        }

        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = context.Response;
        MessageResponses.Prepare(response, PrintDocument.Policy(context.Request.Host.Value ?? "", nonce));
        // A page whose policy makes its origin opaque may not claim a window group of its own.
        response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(PrintDocument.Write(pages, nonce), Encoding.UTF8, ct);
    }
}
