using System.Text;
using Webmail.Mail.Tracing;
using Webmail.Web.SignIn;

namespace Webmail.Web.Administration;

/// <summary>A trace as a file of text.</summary>
internal static class TraceEndpoint
{
    public static string PathOf(Guid accountId) => $"/admin/traces/{accountId:N}.txt";

    public static void MapTraces(this IEndpointRouteBuilder routes) => routes.MapGet("/admin/traces/{account}.txt", SaveAsync).RequireAuthorization(AdministratorPolicy.Name);

    private static async Task<IResult> SaveAsync(HttpContext context, string account, AccountTraces traces, CancellationToken ct)
    {
        // Asked again where the trace is handed out: the route is not the wall.
        if (!Guid.TryParseExact(account, "N", out var accountId) || context.User.Account() is not { } reader || await traces.ReadAsync(reader, accountId, ct) is not { } text)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"wire-trace-{account[..8]}.txt");
    }
}
