using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Webmail.Mail.Accounts;
using Webmail.Web.Tenants;

namespace Webmail.Web.SignIn;

/// <summary>Error pages: static, with the next step, and never with what an exception said.</summary>
internal static partial class ProblemPages
{
    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = BrokenAsync, AllowStatusCode404Response = true });
        app.UseStatusCodePages(context => ForStatusAsync(context.HttpContext));
    }

    public static Task ShowAsync(HttpContext context, int status, ProblemKind kind, string? reference = null)
    {
        if (!WantsPage(context.Request))
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
        var tenants = context.RequestServices.GetRequiredService<TenantDirectory>();
        var branding = Branding.Of(tenants.ByHost(context.Request.Host.Host));
        return new RazorComponentResult<ProblemPage>(new { Branding = branding, Kind = kind, Reference = reference })
        {
            StatusCode = status, PreventStreamingRendering = true,
        }.ExecuteAsync(context);
    }

    private static Task BrokenAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (error is BadHttpRequestException bad)
            return ShowAsync(context, bad.StatusCode, ProblemKind.BadRequest);
        var trace = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString().ToUpperInvariant();
        var reference = $"{trace[..4]}-{trace[4..8]}";
        LogBroken(context.RequestServices.GetRequiredService<ILogger<ProblemPage>>(), reference);
        return ShowAsync(context, StatusCodes.Status500InternalServerError, ProblemKind.Broken, reference);
    }

    private static Task ForStatusAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return ShowAsync(context, status, status switch
        {
            StatusCodes.Status404NotFound => ProblemKind.NotFound,
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => ProblemKind.NoPermission,
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => ProblemKind.TooMany,
            >= StatusCodes.Status500InternalServerError => ProblemKind.Broken,
            _ => ProblemKind.BadRequest,
        });
    }

    private static bool WantsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(2201, LogLevel.Error, "The error page showed reference {Reference}; the exception is logged with it")]
    private static partial void LogBroken(ILogger logger, string reference);
}
