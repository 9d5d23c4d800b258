using System.Globalization;
using Microsoft.AspNetCore.Components;
using Webmail.Web.Circuit;
using Webmail.Web.Startup;

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

    private ModuleMap Modules { get; set; } = default!;

    protected override void OnInitialized()
    {
        Device = DeviceSettings.Parse(DeviceCookie, ZoneCookie);
        Modules = ModuleMap.Of(Assets);
        Http.Response.Headers.ContentSecurityPolicy = Modules.Policy;
    }
}
