using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Webmail.Web.Circuit;
using Webmail.Web.Components;
using Webmail.Web.Endpoints;
using Webmail.Web.Security;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Browser;

/// <summary>The product's own page and browser files over a made-up account, on a loopback port: for what only a browser can show.</summary>
internal sealed class UiHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UiHost(WebApplication app, FakeAccount account)
    {
        _app = app;
        Account = account;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public FakeAccount Account { get; }

    public string Address { get; }

    public static async Task<UiHost> StartAsync(FakeAccount account, int port = 0)
    {
        var product = typeof(App).Assembly;
        var files = Path.Combine(AppContext.BaseDirectory, product.GetName().Name + ".staticwebassets.runtime.json");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = product.GetName().Name, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.Configuration["staticWebAssets"] = files;
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddLocalization();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddCircuit();
        builder.Services.AddReadingEndpoints();
        builder.Services.AddReading();
        builder.Services.AddSingleton<TimeProvider>(new ShiftedTime(FakeRows.Now - TimeProvider.System.GetUtcNow()));
        builder.Services.AddSingleton<IPreferences, FakePreferences>();
        builder.Services.AddSingleton<FindAccount>(_ => account);
        builder.Services.Replace(ServiceDescriptor.Scoped<AuthenticationStateProvider, SignedIn>());
        var app = builder.Build();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<UserCulture>();
        app.UseAntiforgery();
        app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, product.GetName().Name + ".staticwebassets.endpoints.json"));
        app.MapReading();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        await app.StartAsync();
        return new UiHost(app, account);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(CurrentAccount.SessionClaim, Guid.NewGuid().ToString())], "test"))));
    }

    /// <summary>Runs as the system's clock does, from the day of the made-up messages.</summary>
    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
