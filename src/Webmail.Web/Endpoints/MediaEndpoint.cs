namespace Webmail.Web.Endpoints;

/// <summary>
/// Gives sound and film to the player in our page, under the type that their bytes show; any range of them (RFC 9110 section 14: 206, 416, one range) where the
/// part is small enough to be held, else the whole from its start.
/// </summary>
internal static class MediaEndpoint
{
    public static void MapMedia(this IEndpointRouteBuilder routes) => routes.MapGet("/media/{token}", ServeAsync);

    private static async Task ServeAsync(HttpContext context, string token, LinkGate gate, MediaCopies copies, CancellationToken ct)
    {
        if (gate.Open(LinkPurpose.Media, token, context) is not { } opened)
        {
            MessageResponses.Refuse(context.Response);
            return;
        }

        if (copies.Find(opened.Link) is { } held) await WriteAsync(context, held);
        else if (await PartEndpoints.OpenAsync(opened, ct) is { } part)
        {
            await using (part)
            {
                using var whole = new MemoryStream();
                if (await PartCopy.TryHoldAsync(part.Content, whole, MediaCopies.MaxPart, ct))
                {
                    var bytes = whole.ToArray();
                    if (MediaKind.Of(bytes) is not null) copies.Keep(opened.Link, bytes);
                    await WriteAsync(context, bytes);
                }
                else if (whole.Length > MediaCopies.MaxPart) await StreamAsync(context, whole, part.Content, part.Length, ct);
                else context.Abort(); // the mail server broke off: what there is must not look whole
            }
        }
        else MessageResponses.Refuse(context.Response);
    }

    private static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        if (MediaKind.Of(bytes.Span) is not { } type)
        {
            MessageResponses.Refuse(context.Response);
            return Task.CompletedTask;
        }

        MessageResponses.Prepare(context.Response, MessageResponses.InertPolicy);
        return Results.Bytes(bytes, type, enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static async Task StreamAsync(HttpContext context, MemoryStream start, Stream rest, long? length, CancellationToken ct)
    {
        var head = start.GetBuffer().AsMemory(0, (int)start.Length);
        if (MediaKind.Of(head.Span) is not { } type)
        {
            MessageResponses.Refuse(context.Response);
            return;
        }

        MessageResponses.Prepare(context.Response, MessageResponses.InertPolicy);
        context.Response.ContentType = type;
        context.Response.ContentLength = length;
        context.Response.Headers.AcceptRanges = "none";
        await context.Response.Body.WriteAsync(head, ct);
        await PartCopy.ToResponseAsync(rest, context, long.MaxValue, ct);
    }
}
