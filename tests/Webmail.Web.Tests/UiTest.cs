using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;
using Webmail.Mail.Trust;
using Webmail.Web.Administration;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.Endpoints;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests;

/// <summary>Components over a made-up account, with a clock that stands still.</summary>
public abstract class UiTest : BunitContext
{
    protected UiTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddDataProtection();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddReadingEndpoints();
        Services.AddReading();
        Services.AddSingleton<IMessageTrust>(Trust);
        Services.AddSingleton<IUnsubscriber>(Unsubscriber);
        Services.AddCircuit();
        Services.AddSingleton<IPreferences>(Preferences);
        Services.AddSingleton<IAdministration>(Administration);
        Services.AddSingleton<ITraceConsents>(Consents);
        Services.AddSingleton<IWritingSettings>(Writing);
        Services.AddSingleton<ITemplates>(Writing);
        Services.AddSingleton<ISendingServer>(Writing);
        Services.AddSingleton(_ => new TenantDirectory(Options.Create(Tenants)));
        Services.AddSingleton<FindAccount>(_ => IsSignedIn ? Account : null);
        Services.AddScoped<AuthenticationStateProvider>(_ => new SignedIn());
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected FakeAccount Account { get; init; } = new();

    protected FakeTime Time { get; } = new();

    internal FakeTrust Trust { get; } = new();

    internal FakeUnsubscriber Unsubscriber { get; } = new();

    protected TenantsOptions Tenants { get; } = new();

    internal FakePreferences Preferences { get; } = new();

    internal FakeAdministration Administration { get; } = new();

    internal FakeTraceConsents Consents { get; } = new();

    internal FakeWriting Writing { get; } = new();

    protected bool IsSignedIn { get; set; } = true;

    internal MailboxState Mailbox => Services.GetRequiredService<MailboxState>();

    internal Toasts Toasts => Services.GetRequiredService<Toasts>();

    protected static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    /// <summary>The mail page of an address such as "INBOX" or "INBOX/12".</summary>
    protected IRenderedComponent<MailPage> Open(string? folder = null, string? message = null) => Render<MailPage>(page => page
        .Add(p => p.Folder, folder)
        .Add(p => p.Account, folder is null ? null : "1a2b3c4d")
        .Add(p => p.Message, message));

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(CurrentAccount.SessionClaim, Guid.NewGuid().ToString())], "test"))));
    }
}
