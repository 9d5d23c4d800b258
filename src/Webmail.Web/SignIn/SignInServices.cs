using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using Webmail.Web.Startup;

namespace Webmail.Web.SignIn;

internal static class SignInServices
{
    /// <summary>Cookie, sessions and what ends them, and the pages that need no circuit.</summary>
    public static IServiceCollection AddWebmailSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(SessionCookie.Scheme).AddCookie();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookieSetup>();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SecurityOptions>>(static (antiforgery, security) =>
        {
            var insecure = security.Value.AllowInsecureLoopback;
            antiforgery.Cookie.Name = insecure ? "webmail-form" : "__Host-webmail-form";
            antiforgery.Cookie.SecurePolicy = insecure ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            antiforgery.Cookie.Path = "/";
            antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors says it, and says none
        });
        services.AddAntiforgery();
        services.AddSingleton<SignInMessages>();
        services.AddSingleton<SessionCircuits>();
        services.AddSingleton<SessionEnder>();
        services.AddHostedService<SessionSweeper>();
        services.AddScoped<CircuitHandler, SessionPageHandler>();
        return services;
    }
}
