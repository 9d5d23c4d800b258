using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Webmail.Mail.Contacts;
using static Webmail.Web.Endpoints.Compose.ComposeGate;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>The address book, for its page and for whatever writes to people. By HTTP like all of writing.</summary>
internal static class BookEndpoints
{
    /// <summary>The most that is read of a vCard file; more is left out by the reader anyway.</summary>
    private const int MaxFileBytes = 16 * 1024 * 1024;

    public static void MapBook(this IEndpointRouteBuilder compose)
    {
        compose.MapGet("/book", ListAsync);
        compose.MapGet("/book/people/{person:guid}", FindAsync);
        compose.MapPut("/book/people/{person:guid}", SaveAsync);
        compose.MapDelete("/book/people/{person:guid}", DeleteAsync);
        compose.MapPut("/book/groups/{group:guid}", SaveGroupAsync);
        compose.MapDelete("/book/groups/{group:guid}", DeleteGroupAsync);
        compose.MapPost("/book/import", ImportAsync);
        compose.MapGet("/book/export", ExportAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IAddressBook book, CancellationToken ct) => Json(await book.ListAsync(AccountOf(context).Identity, ct));

    private static async Task<IResult> FindAsync(HttpContext context, Guid person, IAddressBook book, CancellationToken ct) =>
        await book.FindAsync(AccountOf(context).Identity, person, ct) is { } found ? Json(found) : Results.NotFound();

    private static async Task<IResult> SaveAsync(HttpContext context, Guid person, IAddressBook book, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<BookPerson>(context, ct);
        await book.SaveAsync(AccountOf(context).Identity, body with { Id = person }, CancellationToken.None);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, Guid person, IAddressBook book) =>
        await book.DeleteAsync(AccountOf(context).Identity, person, CancellationToken.None) is { } gone ? Json(gone) : Results.NotFound();

    private static async Task<IResult> SaveGroupAsync(HttpContext context, Guid group, IAddressBook book, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<BookGroup>(context, ct);
        await book.SaveGroupAsync(AccountOf(context).Identity, body with { Id = group }, CancellationToken.None);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteGroupAsync(HttpContext context, Guid group, IAddressBook book) =>
        await book.DeleteGroupAsync(AccountOf(context).Identity, group, CancellationToken.None) is { } gone ? Json(gone) : Results.NotFound();

    private static async Task<IResult> ImportAsync(HttpContext context, IAddressBook book, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MaxFileBytes;
        using var file = new MemoryStream();
        await context.Request.Body.CopyToAsync(file, ct);
        return Json(await book.ImportAsync(AccountOf(context).Identity, file.GetBuffer().AsMemory(0, (int)file.Length), CancellationToken.None));
    }

    private static async Task ExportAsync(HttpContext context, IAddressBook book, CancellationToken ct)
    {
        var group = Guid.TryParse(context.Request.Query["group"], out var id) ? id : (Guid?)null;
        context.Response.ContentType = "text/vcard; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDisposition { DispositionType = DispositionTypeNames.Attachment, FileName = "contacts.vcf" }.ToString();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        await foreach (var card in book.ExportAsync(AccountOf(context).Identity, group, ct)) await context.Response.WriteAsync(card, Encoding.UTF8, ct);
    }

    private static IResult Json<T>(T value) => Results.Json(value, ComposeJson.Options);
}
