using Microsoft.AspNetCore.Http.Features;
using Webmail.Mail.Compose;
using Webmail.Mail.Pictures;
using static Webmail.Web.Endpoints.Compose.ComposeGate;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Files of a draft: piece by piece from the browser, or from mail that is on the server already.</summary>
internal static class ComposeFileEndpoints
{
    /// <summary>A picture above this is attached, but not shown while one writes: it would have to be written anew in memory.</summary>
    private const int MaxPictureBytes = 25 * 1024 * 1024;

    public static void MapComposeFiles(this IEndpointRouteBuilder compose)
    {
        const string Files = "/drafts/{draft:guid}/files";
        compose.MapPost(Files, BeginAsync);
        compose.MapPost(Files + "/from", FromMailAsync);
        compose.MapPut(Files + "/{file:guid}", ContinueAsync);
        compose.MapGet(Files + "/{file:guid}", ProgressAsync);
        compose.MapDelete(Files + "/{file:guid}", DeleteAsync);
        compose.MapGet(Files + "/{file:guid}/content", ShowAsync);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, Guid draft, IComposer composer, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<NewFileBody>(context, ct);
        if (body.Size < 0) throw new FormatException("A size is not negative.");
        return Answer(await composer.BeginFileAsync(AccountOf(context), draft, body.Name, body.Type, body.Size, body.Inline, ct));
    }

    private static async Task<IResult> FromMailAsync(HttpContext context, Guid draft, IComposer composer, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<FromMailBody>(context, ct);
        var message = await ComposeEndpoints.MessageOfAsync(AccountOf(context), body.Folder, body.Validity, body.Uid, ct);
        return Answer(await composer.AttachAsync(AccountOf(context), draft, message, body.Section, ct));
    }

    private static async Task<IResult> ContinueAsync(HttpContext context, Guid draft, Guid file, long offset, IDraftFiles files, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = ComposeLimits.UploadBytes;
        var received = await files.ContinueAsync(AccountOf(context).Identity, draft, file, offset, context.Request.Body, ct);
        return Results.Json(new ReceivedBody(received), ComposeJson.Options, statusCode: received > offset ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ProgressAsync(HttpContext context, Guid draft, Guid file, IDraftFiles files, CancellationToken ct) =>
        await files.FindAsync(AccountOf(context).Identity, draft, file, ct) is { } found ? Results.Json(new ReceivedBody(found.Received, found.Size), ComposeJson.Options) : Results.NotFound();

    private static async Task<IResult> DeleteAsync(HttpContext context, Guid draft, Guid file, IDraftFiles files, CancellationToken ct)
    {
        await files.DeleteAsync(AccountOf(context).Identity, draft, file, ct);
        return Results.NoContent();
    }

    /// <summary>Pictures only, written anew: a file that calls itself a picture is not believed.</summary>
    private static async Task<IResult> ShowAsync(HttpContext context, Guid draft, Guid file, IDraftFiles files, PictureDesk desk, CancellationToken ct)
    {
        await using var content = await files.OpenAsync(AccountOf(context).Identity, draft, file, ct);
        if (content.Length > MaxPictureBytes) return Results.NotFound();
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, ct);
        var picture = await desk.RewriteAsync(bytes, ct);
        if (picture is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(picture.Content, picture.MediaType);
    }

    private static IResult Answer(DraftFile file) => Results.Json(new FileBody(file.Id, ComposeLimits.ChunkBytes, ComposeLimits.UploadBytes, file.Received, file.Size, file.Name, file.Type), ComposeJson.Options);
}
