using Microsoft.EntityFrameworkCore;
using Webmail.Data;

namespace Webmail.Web.Endpoints;

/// <summary>For the load balancer: does the process live, can it serve.</summary>
internal static class HealthEndpoints
{
    private const string Prefix = "/health";

    /// <summary>A database that takes longer is as good as away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>These are asked over plain HTTP from inside.</summary>
    public static bool IsHealth(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Prefix + "/live", () => Results.Text("ok"));
        routes.MapGet(Prefix + "/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IDbContextFactory<WebmailDbContext> contexts, TimeProvider time, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ready = await CanConnectAsync(db, either.Token);
        return ready ? Results.Text("ok") : Results.Text("database", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> CanConnectAsync(WebmailDbContext db, CancellationToken ct)
    {
        try
        {
            return await db.Database.CanConnectAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
