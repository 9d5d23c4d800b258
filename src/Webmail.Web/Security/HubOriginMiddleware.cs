namespace Webmail.Web.Security;

/// <summary>
/// Lets only our own pages talk to Blazor's hub. WebSockets know no same-origin policy, so any site could open one with the visitor's
/// cookie; browsers always say where a socket comes from, and who does not say is no browser.
/// </summary>
internal sealed class HubOriginMiddleware(RequestDelegate next)
{
    private const string Hub = "/_blazor";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Hub, StringComparison.OrdinalIgnoreCase) || IsOurs(request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return HttpMethods.IsGet(request.Method) && !IsWebSocket(request); // reading from another origin is stopped by CORS
        return origin.Count == 1 && string.Equals(origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWebSocket(HttpRequest request) =>
        request.HttpContext.WebSockets.IsWebSocketRequest || request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);
}
