using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Accounts;
using Webmail.Web.Tenants;
using SignInResult = Webmail.Mail.Accounts.SignInResult;

namespace Webmail.Web.SignIn;

internal static class SignInEndpoints
{
    public const string Path = "/sign-in";
    public const string ReturnUrlParameter = "returnUrl";
    private const string SignOutPath = "/sign-out";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show);
        routes.MapPost(Path, SignInAsync).WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(SignInLimits.FormBytes));
        routes.MapPost(SignOutPath, SignOutAsync).WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(SignInLimits.FormBytes));
    }

    /// <summary>Sign-in, and back to where somebody wanted to go.</summary>
    public static string PathTo(string returnUrl, bool ended)
    {
        var query = new QueryString();
        if (LocalUrl.IsLocal(returnUrl) && !string.Equals(returnUrl, "/", StringComparison.Ordinal))
            query = query.Add(ReturnUrlParameter, returnUrl);
        return Path + (ended ? query.Add("ended", "1") : query);
    }

    private static IResult Show(HttpContext context, TenantDirectory tenants, IStringLocalizer<SignInText> text, string? returnUrl, string? ended, string? done)
    {
        if (context.User.Account() is not null)
            return Results.LocalRedirect(LocalUrl.OrMailbox(returnUrl));
        var notice = ended is not null ? text["SessionEnded"].Value : done is not null ? text["SignedOut"].Value : null;
        return Page(Model(context, tenants) with { ReturnUrl = LocalUrl.IsLocal(returnUrl) ? returnUrl : null, Notice = notice });
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, TenantDirectory tenants, SignInService service, SessionEnder ender, SignInMessages messages, CancellationToken ct)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return Page(Model(context, tenants) with { Failure = messages.Stale() }, StatusCodes.Status400BadRequest);
        var form = SignInForm.Read(await context.Request.ReadFormAsync(ct));
        var model = Model(context, tenants) with
        {
            Address = form.Address, Host = form.Host, Port = form.Port, Security = form.Security, KeepSignedIn = form.Keep, ReturnUrl = form.ReturnUrl,
        };
        if (MailAddressText.TryParse(form.Address) is not { } address)
            return Page(model with { Failure = messages.BadAddress() }, StatusCodes.Status422UnprocessableEntity);
        if (form.Password.Length == 0)
            return Page(model with { Failure = messages.NoPassword() }, StatusCodes.Status422UnprocessableEntity);
        if (!form.IsPortValid)
            return Page(model with { Failure = messages.BadPort() }, StatusCodes.Status422UnprocessableEntity);
        if (tenants.Find(context.Request.Host.Host, address) is not { } tenant)
            return Page(model with { Failure = messages.NotServed(address.Domain) }, StatusCodes.Status422UnprocessableEntity);

        using var password = new Secret(form.Password);
        var client = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var request = new SignInRequest(tenant, address, password, form.OtherServer, client, context.Request.Headers.UserAgent, form.Keep);
        switch (await service.SignInAsync(request, ct))
        {
            case SignInResult.SignedIn signedIn:
                await EnterAsync(context, ender, signedIn, form.Keep, ct);
                return Results.LocalRedirect(LocalUrl.OrMailbox(form.ReturnUrl));
            case SignInResult.Paused paused:
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(paused.Wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Page(model with { Failure = messages.Paused(paused.Wait) }, StatusCodes.Status429TooManyRequests);
            case SignInResult.Failed failed:
                var status = failed.Reason == ProofOutcome.WrongCredentials ? StatusCodes.Status401Unauthorized : StatusCodes.Status422UnprocessableEntity;
                return Page(model with { Failure = messages.Of(failed.Reason, failed.TriesLeft, form.OtherServer?.Host) }, status);
            case SignInResult.NotServed:
                return Page(model with { Failure = messages.NotServed(address.Domain), NeedsOtherServer = tenant.AllowsOtherServers }, StatusCodes.Status422UnprocessableEntity);
            default:
                return Page(model with { Failure = messages.ServerNotAllowed() }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>Whoever was signed in here before is signed out first: a session is never carried over into another.</summary>
    private static async Task EnterAsync(HttpContext context, SessionEnder ender, SignInResult.SignedIn signedIn, bool keep, CancellationToken ct)
    {
        if (context.User.Account() is { } former)
            await ender.EndAsync(former.SessionId, ct);
        await context.SignInAsync(
            SessionCookie.Scheme, SessionCookie.PrincipalOf(signedIn.Identity), SessionCookie.PropertiesOf(signedIn.SessionSecret, signedIn.ExpiresAt, keep));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionEnder ender, CancellationToken ct)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return Results.LocalRedirect(LocalUrl.Mailbox);
        if (context.User.Account() is { } account)
            await ender.EndAsync(account.SessionId, ct);
        await context.SignOutAsync(SessionCookie.Scheme);
        return Results.LocalRedirect(Path + "?done=1");
    }

    private static SignInModel Model(HttpContext context, TenantDirectory tenants)
    {
        var tenant = tenants.ByHost(context.Request.Host.Host);
        return new SignInModel
        {
            Branding = Branding.Of(tenant),
            OffersOtherServer = tenant?.AllowsOtherServers ?? false,
            NeedsOtherServer = tenant is { Imap: null },
            OffersPlain = tenant?.AllowsPlainServers ?? false,
        };
    }

    private static RazorComponentResult<SignInPage> Page(SignInModel model, int status = StatusCodes.Status200OK) =>
        new(new { Model = model }) { StatusCode = status, PreventStreamingRendering = true };
}
