using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Webmail.Data;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Health;
using Webmail.Mail.Network;
using Webmail.Mail.Outbox;
using Webmail.Mail.Remote;
using Webmail.Mail.Sessions;
using Webmail.Mail.Trust;
using Webmail.Web.Administration;
using Webmail.Web.Circuit;
using Webmail.Web.Endpoints;
using Webmail.Web.Endpoints.Compose;
using Webmail.Web.Settings;
using Webmail.Web.SignIn;

namespace Webmail.Web.Startup;

/// <summary>What the host is made of, one line per concern.</summary>
internal static class WebmailServices
{
    public static WebApplicationBuilder AddWebmail(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets(); // the top-level wwwroot/ is not this project's own; outside Development the host would not look for it
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddWebmailData();
        builder.Services.AddWebmailNetwork();
        builder.Services.AddWebmailAccounts();
        builder.Services.AddWebmailSessions();
        builder.Services.AddWebmailHealth();
        builder.Services.AddWebmailTrust();
        builder.Services.AddWebmailRemoteImages();
        builder.Services.AddWebmailCompose();
        builder.Services.AddWebmailOutbox(builder.Configuration);
        builder.Services.AddSingleton<ComposeProblems>();
        builder.Services.AddWebmailSecurity();
        builder.Services.AddWebmailSignIn();
        builder.Services.AddWebmailAdministration();
        builder.Services.AddWebmailCircuits();
        builder.Services.AddReadingEndpoints();
        builder.Services.AddHostedService<FrameWarmUp>();
        builder.Services.AddLocalization();
        builder.Services.AddWebmailTelemetry(builder.Configuration);
        return builder;
    }

    private static void AddWebmailSecurity(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityValidation>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
    }

    private static void AddWebmailCircuits(this IServiceCollection services)
    {
        services.AddSingleton<CircuitConnectionFilter>();
        services.AddCircuit();
        services.AddScoped<IPreferences, StoredPreferences>();
        services.AddSingleton<FindAccount>(provider => provider.GetRequiredService<IAccountSessions>().Find);
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DetailedErrors = false)
            .AddHubOptions(hub =>
            {
                hub.MaximumReceiveMessageSize = CircuitLimits.MessageBytes;
                hub.AddFilter<CircuitConnectionFilter>();
            });
    }
}
