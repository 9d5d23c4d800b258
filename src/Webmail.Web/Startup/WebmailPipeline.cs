using Webmail.Web.Administration;
using Webmail.Web.Circuit;
using Webmail.Web.Components;
using Webmail.Web.Endpoints;
using Webmail.Web.Endpoints.Compose;
using Webmail.Web.Security;
using Webmail.Web.SignIn;
using Webmail.Web.Tenants;

namespace Webmail.Web.Startup;

/// <summary>The order every request goes through. The order is the meaning: headers first, so that errors carry them too.</summary>
internal static class WebmailPipeline
{
    public static WebApplication UseWebmail(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<UserCulture>();
        app.UseProblemPages();
        app.UseWhen(context => !HealthEndpoints.IsHealth(context), guarded => guarded.UseMiddleware<SecureTransportMiddleware>());
        app.UseMiddleware<HubOriginMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<MailSessionMiddleware>();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().ShortCircuit(); // files need no session: they skip everything between routing and here
        app.MapBrandStylesheet();
        app.MapHealth();
        app.MapReading();
        app.MapCompose();
        app.MapTraces();
        var pages = app.MapGroup("").WithMetadata(app.CollectAssets());
        pages.MapSignIn();
        pages.MapGet("/", () => Results.LocalRedirect(LocalUrl.Mailbox));
        pages.MapGet("/no-permission", context => ProblemPages.ShowAsync(context, StatusCodes.Status403Forbidden, ProblemKind.NoPermission));
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options =>
            {
                options.ContentSecurityFrameAncestorsPolicy = null; // ours says none, for every response
                options.ConfigureWebSocketAcceptContext = (_, socket) => CompressEachMessageAlone(socket);
            })
            .RequireAuthorization();
        return app;
    }

    /// <summary>Without the compressor's memory of earlier messages, an open tab that is quiet holds none.</summary>
    private static Task CompressEachMessageAlone(WebSocketAcceptContext socket)
    {
        socket.DangerousEnableCompression = true; // the framework's default; nothing frames our pages, so nobody can make a tab repeat a message and compare sizes
        socket.DisableServerContextTakeover = true;
        return Task.CompletedTask;
    }
}
