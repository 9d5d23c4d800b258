using System.Globalization;
using Microsoft.AspNetCore.Components;
using Webmail.Mail.Accounts;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.SignIn;
using Webmail.Web.Startup;
using Webmail.Web.Tenants;

namespace Webmail.Web.Components;

/// <summary>The document around the interactive root. What the device remembers is in it from the first byte.</summary>
public sealed partial class App
{
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private string? DeviceCookie => Http.Request.Cookies[DeviceSettings.CookieName];

    private string? ZoneCookie => Http.Request.Cookies[DeviceSettings.ZoneCookieName];

    private DeviceSettings Device { get; set; } = DeviceSettings.Default;

    private static string Language => CultureInfo.CurrentUICulture.Name is { Length: > 0 } name ? name : "en";

    private static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    [Inject] internal TenantDirectory Tenants { get; set; } = default!;

    [Inject] internal CurrentAccount Current { get; set; } = default!;

    private ModuleMap Modules { get; set; } = default!;

    /// <summary>The tenant's colours, as on its sign-in page.</summary>
    private string? BrandColors => Branding.Of(Http.User.Account() is { } account ? Tenants.ById(account.TenantId) : null).StylesheetPath;

    /// <summary>Names the account in the composer's requests; null for a page without one.</summary>
    private string? AccountKey { get; set; }

    /// <summary>All at once, and not one after the other as each names the next: a composer opens at the first press of a key.</summary>
    private IEnumerable<string> ComposeModules => AccountKey is null ? [] : Modules.PathsBelow("js/compose/", "vendor/squire-rte/");

    protected override async Task OnInitializedAsync()
    {
        Device = DeviceSettings.Parse(DeviceCookie, ZoneCookie);
        Modules = ModuleMap.Of(Assets);
        Http.Response.Headers.ContentSecurityPolicy = Modules.Policy;
        AccountKey = await Current.GetAsync() is { } account ? MailUrl.KeyOf(account) : null;
    }
}
