using Microsoft.Extensions.Localization;
using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;
using static Webmail.Web.Endpoints.Compose.ComposeGate;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Sending, taking back, and what became of it.</summary>
internal static class OutboxEndpoints
{
    /// <summary>As far ahead as a reminder can be.</summary>
    private const int MaxRemindDays = 365;

    public static void MapOutbox(this IEndpointRouteBuilder compose)
    {
        compose.MapPost("/drafts/{draft:guid}/send", SendAsync);
        compose.MapGet("/outbox", ListAsync);
        compose.MapPost("/outbox/{entry:guid}/cancel", CancelAsync);
        compose.MapPost("/outbox/{entry:guid}/now", NowAsync);
        compose.MapPost("/outbox/{entry:guid}/retry", NowAsync);
        compose.MapPost("/outbox/{entry:guid}/confirm-sent", ConfirmAsync);
        compose.MapDelete("/outbox/{entry:guid}", GiveUpAsync);
    }

    private static async Task<IResult> SendAsync(HttpContext context, Guid draft, IOutbox outbox, IWritingSettings settings, TimeProvider time, CancellationToken ct)
    {
        var body = await ComposeEndpoints.ReadAsync<SendBody>(context, ct);
        if (body.Draft.Id != draft) throw new FormatException("The draft has another name.");
        if (body.RemindDays is < 1 or > MaxRemindDays) throw new ComposeException(ComposeProblem.BadTime);
        var remindAt = body.RemindAt ?? (body.RemindDays is { } days ? (body.At ?? time.GetUtcNow()) + TimeSpan.FromDays(days) : null);
        var holds = body.At is not null && (await settings.LoadAsync(AccountOf(context).Identity, ct)).HoldAtServer;
        var wishes = new SendWishes(body.At, TimeSpan.FromSeconds(body.UndoSeconds), body.Archive, remindAt, holds);
        // Once it is here it is taken in, whether or not the browser waits for the answer.
        var entry = await outbox.SendAsync(AccountOf(context), body.Draft, wishes, CancellationToken.None);
        return Results.Json(new SentBody(entry.Id, entry.DueAt), ComposeJson.Options);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IOutbox outbox, IStringLocalizer<ComposeMessages> text, CancellationToken ct)
    {
        var who = AccountOf(context).Identity;
        return Results.Json((await outbox.ListAsync(who, ct)).Select(entry => new OutboxBody(
            entry.Id, entry.Draft, entry.Subject, entry.To, entry.State, entry.DueAt, OutboxWords.Reason(entry, text), entry.ServerText.Length > 0 ? entry.ServerText : null, entry.RefusedAddresses)), ComposeJson.Options);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, Guid entry, IOutbox outbox, CancellationToken ct) =>
        Results.Json(new CanceledBody(await outbox.CancelAsync(AccountOf(context).Identity, entry, ct)), ComposeJson.Options);

    private static async Task<IResult> NowAsync(HttpContext context, Guid entry, IOutbox outbox, CancellationToken ct)
    {
        await outbox.SendNowAsync(AccountOf(context).Identity, entry, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, Guid entry, IOutbox outbox, CancellationToken ct)
    {
        await outbox.ConfirmSentAsync(AccountOf(context).Identity, entry, ct);
        return Results.NoContent();
    }

    /// <summary>The message stays a draft: giving up sending is not throwing away.</summary>
    private static async Task<IResult> GiveUpAsync(HttpContext context, Guid entry, IOutbox outbox, IComposer composer, CancellationToken ct)
    {
        var account = AccountOf(context);
        var draft = await outbox.CancelAsync(account.Identity, entry, ct);
        await composer.SaveAsync(account, draft, force: true, CancellationToken.None);
        return Results.NoContent();
    }
}
