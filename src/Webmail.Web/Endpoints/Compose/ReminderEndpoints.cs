using Webmail.Mail.Reminders;
using static Webmail.Web.Endpoints.Compose.ComposeGate;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Messages whose answer is waited for.</summary>
internal static class ReminderEndpoints
{
    public static void MapReminders(this IEndpointRouteBuilder compose)
    {
        compose.MapGet("/reminders", async (HttpContext context, IReminders reminders, CancellationToken ct) =>
            Results.Json(await reminders.ListAsync(AccountOf(context).Identity, ct), ComposeJson.Options));
        compose.MapPost("/reminders/{reminder:guid}/again", AgainAsync);
        compose.MapPost("/reminders/{reminder:guid}/message", MessageAsync);
        compose.MapDelete("/reminders/{reminder:guid}", DropAsync);
    }

    private static async Task<IResult> AgainAsync(HttpContext context, Guid reminder, IReminders reminders, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<AgainBody>(context, ct);
        await reminders.AgainAsync(AccountOf(context).Identity, reminder, body.At, ct);
        return Results.NoContent();
    }

    /// <summary>Where the copy of what was sent lies, to be answered once more.</summary>
    private static async Task<IResult> MessageAsync(HttpContext context, Guid reminder, IReminders reminders, CancellationToken ct) =>
        await reminders.SentAsync(AccountOf(context), reminder, ct) is { } sent
            ? Results.Json(new FromMailBody(sent.Folder.Value, sent.Validity.Value, sent.Uid.Value), ComposeJson.Options)
            : Results.NotFound();

    private static async Task<IResult> DropAsync(HttpContext context, Guid reminder, IReminders reminders, CancellationToken ct)
    {
        await reminders.DropAsync(AccountOf(context).Identity, reminder, ct);
        return Results.NoContent();
    }

    private sealed record AgainBody(DateTimeOffset At);
}
