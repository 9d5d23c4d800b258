using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;
using Webmail.Web.Components.Mailbox;
using Webmail.Web.SignIn;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>
/// Lets only our own pages write, and only over the account that is signed in. A page of another site can send our cookie along, but it can neither add the header nor
/// pretend to be the same site.
/// </summary>
internal sealed class ComposeGate(IAccountSessions sessions) : IEndpointFilter
{
    public const string Header = "X-Webmail";

    private const string AccountItem = "compose.account";

    public static IMailAccount AccountOf(HttpContext context) => (IMailAccount)context.Items[AccountItem]!;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(http.Request.Method) && (http.Request.Headers[Header] != "1" || IsForeign(http.Request)))
            return ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status400BadRequest));
        if (http.User.Account() is not { } who || sessions.Find(who.SessionId) is not { } account)
            return ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status401Unauthorized));
        // Another account's name is no secret, but what is behind it is not here.
        if (http.Request.RouteValues["account"] is string key && key != MailUrl.KeyOf(account))
            return ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status404NotFound));
        http.Items[AccountItem] = account;
        return next(context);
    }

    private static bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none";
}
