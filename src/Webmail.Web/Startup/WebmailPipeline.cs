using Webmail.Web.Components;
using Webmail.Web.Endpoints;
using Webmail.Web.Security;
using Webmail.Web.SignIn;

namespace Webmail.Web.Startup;

/// <summary>The order every request goes through. The order is the meaning: headers first, so that errors carry them too.</summary>
internal static class WebmailPipeline
{
    public static WebApplication UseWebmail(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseRouting();
        app.UseAntiforgery();

        app.MapStaticAssets().ShortCircuit(); // files need no session: they skip everything between routing and here
        var pages = app.MapGroup("").WithMetadata(app.CollectAssets());
        pages.MapSignIn();
        app.MapReading();
        app.MapHealth();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
