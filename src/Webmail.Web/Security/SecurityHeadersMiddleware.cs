using Microsoft.Net.Http.Headers;
using Webmail.Web.Endpoints;

namespace Webmail.Web.Security;

/// <summary>
/// Puts the security headers on every response, errors included. Runs first and writes at the last moment, so that what
/// the exception handler clears comes back. An endpoint that needs its own policy (a mail frame, a download) sets the header itself: what is there stays.
/// </summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    /// <summary>The shell runs our own files only: no inline script or style, no eval, nothing from another host. Blazor needs a base element, hence base-uri 'self'.</summary>
    internal const string ShellPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; "
        + "frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; manifest-src 'self'";

    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
        + "microphone=(), midi=(), payment=(), serial=(), usb=(), browsing-topics=()";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => Apply((HttpContext)state), context);
        return next(context);
    }

    private static Task Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Public code of others, for a frame whose origin is opaque: modules are asked for with CORS, without cookies.
        if (context.Request.Path.StartsWithSegments(PdfFrame.LibraryPath, StringComparison.Ordinal)) headers.TryAdd(HeaderNames.AccessControlAllowOrigin, "*");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, ShellPolicy);
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Permissions-Policy", Permissions);
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (!headers.ContainsKey(HeaderNames.CacheControl))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
