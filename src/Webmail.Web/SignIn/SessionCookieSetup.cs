using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Web.Startup;

namespace Webmail.Web.SignIn;

/// <summary>The cookie's flags, and the question to the database whether its session still lives.</summary>
internal sealed class SessionCookieSetup(IOptions<SecurityOptions> security) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        var insecure = security.Value.AllowInsecureLoopback;
        options.Cookie.Name = insecure ? SessionCookie.InsecureName : SessionCookie.Name;
        options.Cookie.SecurePolicy = insecure ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        // Lax, not Strict: a link to a mail from a chat or another site must open it. Nothing with an effect is a GET.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = SessionStore.LongLife;
        options.SlidingExpiration = false;
        options.LoginPath = SignInEndpoints.Path;
        options.ReturnUrlParameter = SignInEndpoints.ReturnUrlParameter;
        options.AccessDeniedPath = "/no-permission";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = RedirectToSignIn;
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(name: null, options);

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var store = http.RequestServices.GetRequiredService<SessionStore>();
        if (SessionCookie.IdentityOf(context.Principal) is { } identity && await store.IsLiveAsync(identity, http.RequestAborted))
            return;
        context.RejectPrincipal();
        await http.SignOutAsync(SessionCookie.Scheme);
    }

    /// <summary>A page leads to sign-in and back; whatever a script or a frame asked for gets a plain 401.</summary>
    private static Task RedirectToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
            context.Response.Redirect(SignInEndpoints.PathTo(request.Path + request.QueryString, ended: HadCookie(context)));
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static bool HadCookie(RedirectContext<CookieAuthenticationOptions> context) =>
        context.Options.Cookie.Name is { } name && context.Request.Cookies.ContainsKey(name);
}
