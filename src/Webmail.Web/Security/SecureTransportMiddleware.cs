using System.Net;
using Microsoft.Extensions.Options;
using Webmail.Web.SignIn;
using Webmail.Web.Startup;

namespace Webmail.Web.Security;

/// <summary>Serves nothing over plain HTTP, where a password would be readable, except to this machine itself when the administrator says so.</summary>
internal sealed class SecureTransportMiddleware(RequestDelegate next, IOptions<SecurityOptions> security)
{
    public Task InvokeAsync(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress;
        if (context.Request.IsHttps || (security.Value.AllowInsecureLoopback && remote is not null && IPAddress.IsLoopback(remote)))
            return next(context);
        return ProblemPages.ShowAsync(context, StatusCodes.Status400BadRequest, ProblemKind.NeedsHttps);
    }
}
