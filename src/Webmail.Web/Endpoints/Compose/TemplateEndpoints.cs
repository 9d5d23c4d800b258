using Webmail.Mail.Compose;
using static Webmail.Web.Endpoints.Compose.ComposeGate;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Templates, as the composer takes them and makes them.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder compose)
    {
        compose.MapGet("/templates", async (HttpContext context, ITemplates templates, CancellationToken ct) =>
            Results.Json(await templates.ListAsync(AccountOf(context).Identity, ct), ComposeJson.Options));
        compose.MapPut("/templates/{template:guid}", SaveAsync);
    }

    private static async Task<IResult> SaveAsync(HttpContext context, Guid template, ITemplates templates, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<MessageTemplate>(context, ct);
        await templates.SaveAsync(AccountOf(context).Identity, body with { Id = template }, CancellationToken.None);
        return Results.NoContent();
    }
}
