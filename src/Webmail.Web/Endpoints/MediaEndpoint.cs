namespace Webmail.Web.Endpoints;

/// <summary>Streams sound and film to the player in our page, under the type that their bytes show.</summary>
internal static class MediaEndpoint
{
    public static void MapMedia(this IEndpointRouteBuilder routes) => routes.MapGet("/media/{token}", ServeAsync);

    private static async Task ServeAsync(HttpContext context, string token, LinkGate gate, CancellationToken ct)
    {
        var response = context.Response;
        if (gate.Open(LinkPurpose.Media, token, context) is not { } opened || await PartEndpoints.OpenAsync(opened, ct) is not { } part)
        {
            MessageResponses.Refuse(response);
            return;
        }

        await using (part)
        {
            var head = new byte[MediaKind.HeadLength];
            var length = await part.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
            if (MediaKind.Of(head.AsSpan(0, length)) is not { } type)
            {
                MessageResponses.Refuse(response);
                return;
            }

            MessageResponses.Prepare(response, MessageResponses.InertPolicy);
            response.ContentType = type;
            response.ContentLength = part.Length;
            await response.Body.WriteAsync(head.AsMemory(0, length), ct);
            await PartCopy.ToResponseAsync(part.Content, context, long.MaxValue, ct);
        }
    }
}
