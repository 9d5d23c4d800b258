using Webmail.Web.Endpoints;

namespace Webmail.Web.Startup;

/// <summary>What the host is made of, one line per concern.</summary>
internal static class WebmailServices
{
    public static WebApplicationBuilder AddWebmail(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets(); // the top-level wwwroot/ is not this project's own; outside Development the host would not look for it
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddLocalization();
        builder.Services.AddAntiforgery(antiforgery => antiforgery.SuppressXFrameOptionsHeader = true); // frame-ancestors says it, and says none
        builder.Services.AddReadingEndpoints();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddAuthorization();
        builder.Services.AddCascadingAuthenticationState();
        return builder;
    }
}
