using System.Globalization;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Compose;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;
using static Webmail.Web.Endpoints.Compose.ComposeGate;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>
/// What the composer in the browser asks for. By HTTP, not over the circuit: a draft is saved and sent also while the circuit is away, and no text is too long for it.
/// </summary>
internal static class ComposeEndpoints
{
    /// <summary>What "Send" can do beside sending.</summary>
    private static readonly string[] Offers = ["archive", "remind"];

    public static void MapCompose(this IEndpointRouteBuilder routes)
    {
        var held = routes.MapGet(EditorHtml.HeldPrefix.Split('?')[0], HeldPicture.Serve);
        held.RequireAuthorization();
        var compose = routes.MapGroup("/compose/{account}").RequireAuthorization().AddEndpointFilter<ComposeProblems>().AddEndpointFilter<ComposeGate>();
        compose.MapPost("/open", OpenAsync);
        compose.MapPut("/drafts/{draft:guid}", SaveAsync);
        compose.MapDelete("/drafts/{draft:guid}", DiscardAsync);
        compose.MapGet("/people", PeopleAsync);
        compose.MapComposeFiles();
        compose.MapOutbox();
        compose.MapBook();
        compose.MapTemplates();
        compose.MapReminders();
    }

    /// <summary>Reads a body of at most <see cref="ComposeLimits.MaxDraftBytes"/>.</summary>
    public static async Task<T> ReadAsync<T>(HttpContext context, CancellationToken ct)
        where T : class
    {
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = ComposeLimits.MaxDraftBytes;
        return await context.Request.ReadFromJsonAsync<T>(ComposeJson.Options, ct) ?? throw new FormatException("The body is empty.");
    }

    /// <exception cref="FormatException">No such name or number.</exception>
    public static MessageReference ReferenceOf(string folder, uint validity, uint uid) =>
        uid > 0 && validity > 0 ? new MessageReference(MailboxName.Create(folder), new UidValidity(validity), new Uid(uid)) : throw new FormatException("No message is named.");

    private static async Task<IResult> OpenAsync(HttpContext context, IComposer composer, IWritingSettings settings, IStringLocalizer<ComposeMessages> text, CancellationToken ct)
    {
        var body = await ReadAsync<OpenBody>(context, ct);
        var account = AccountOf(context);
        var device = DeviceSettings.Parse(context.Request.Cookies[DeviceSettings.CookieName], context.Request.Cookies[DeviceSettings.ZoneCookieName]);
        var of = body.Folder is { } folder ? await MessageOfAsync(account, folder, body.Validity, body.Uid, ct) : (MessageReference?)null;
        var writing = await settings.LoadAsync(account.Identity, ct);
        var start = await composer.OpenAsync(
            account, MailUrl.KeyOf(account), new ComposeRequest(body.Kind, of, body.Selection, body.Mailto, body.Format ?? writing.Format), Words(text, device.Zone), ct);
        var identities = start.Identities.Select((identity, index) => new IdentityBody(
            identity.Id, identity.Name, identity.Address, identity.SignatureHtml, identity.SignatureText, identity.ReplyTo, identity.Bcc, index == 0));
        return Results.Json(
            new OpenedBody(
                start.Draft, identities, new LimitsBody(start.MessageLimit, ComposeLimits.MaxRecipients, ComposeLimits.MaxFileBytes), writing.UndoSeconds, start.OwnDomains, device.Zone.Id, Offers,
                writing.AttachmentWords, writing.Quote, writing.AskAbove),
            ComposeJson.Options);
    }

    /// <summary>A row of a live list names no UIDVALIDITY (0): the folder's own of this moment is meant.</summary>
    public static async Task<MessageReference> MessageOfAsync(IMailAccount account, string folder, uint validity, uint uid, CancellationToken ct) =>
        validity > 0 || uid == 0 ? ReferenceOf(folder, validity, uid) : (await account.Reader.OpenAsync(MailboxName.Create(folder), new Uid(uid), ct)).Reference;

    private static async Task<IResult> SaveAsync(HttpContext context, Guid draft, IComposer composer, ComposeProblems problems, TimeProvider time, CancellationToken ct)
    {
        var body = await ReadAsync<Draft>(context, ct);
        if (body.Id != draft) throw new FormatException("The draft has another name.");
        var account = AccountOf(context);
        try
        {
            // Once begun it is finished: a save that is cut in the middle by a reload would leave its predecessor beside it.
            var revision = await composer.SaveAsync(account, body, context.Request.Query["force"] == "true", CancellationToken.None);
            return Results.Json(new SavedBody(revision, time.GetUtcNow()), ComposeJson.Options);
        }
        catch (ComposeException changed) when (changed.Problem == ComposeProblem.ChangedElsewhere)
        {
            var theirs = await composer.LoadAsync(account, MailUrl.KeyOf(account), draft, ct);
            return ComposeProblems.Answer(StatusCodes.Status409Conflict, nameof(ComposeProblem.ChangedElsewhere), problems.Sentence(changed), null, null, null, theirs);
        }
    }

    private static async Task<IResult> DiscardAsync(HttpContext context, Guid draft, IComposer composer)
    {
        await composer.DiscardAsync(AccountOf(context), draft, CancellationToken.None);
        return Results.NoContent();
    }

    private static async Task<IResult> PeopleAsync(HttpContext context, IPeople people, CancellationToken ct)
    {
        const int Shown = 8;
        const int MaxTyped = 200;
        var typed = context.Request.Query["q"].ToString();
        if (typed.Length > MaxTyped) return Results.Json(Array.Empty<object>());
        var hits = await people.SuggestAsync(AccountOf(context).Identity, typed, Shown, ct);
        return Results.Json(
            hits.Select(hit => new { kind = hit.Members is null ? "person" : "group", hit.Name, hit.Address, hit.Members, count = hit.Members?.Count ?? hit.Times }), ComposeJson.Options);
    }

    private static ComposeWords Words(IStringLocalizer<ComposeMessages> text, TimeZoneInfo zone)
    {
        string Time(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("f", CultureInfo.CurrentCulture);
        return new ComposeWords((name, moment) => text["Attribution", name, Time(moment)], text["Forwarded"], text["From"], text["Date"], text["Subject"], text["To"], text["Cc"], Time);
    }
}
