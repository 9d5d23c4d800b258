using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Webmail.Mail.Accounts;

namespace Webmail.Web.SignIn;

/// <summary>
/// Makes sure that the mail account of a signed-in request is open before anything needs it, after a restart of this process or on
/// another node too: the request brings the cookie's half of the key, and only a request does.
/// </summary>
internal sealed partial class MailSessionMiddleware(
    RequestDelegate next, SessionStore store, IAccountSessions accounts, SessionEnder ender, ILogger<MailSessionMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Account() is { } identity && !accounts.IsOpen(identity.SessionId) && !await OpenAsync(context, identity))
        {
            // The cookie is good but what it should open is not there: the session can't be continued.
            LogCannotOpen(logger, identity.SessionId);
            await ender.EndAsync(identity.SessionId, context.RequestAborted);
            await context.SignOutAsync(SessionCookie.Scheme);
            context.User = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity());
        }
        await next(context);
    }

    private async Task<bool> OpenAsync(HttpContext context, AccountIdentity identity)
    {
        var secret = SessionCookie.SecretOf(context);
        try
        {
            if (await store.OpenLoginAsync(identity, secret, context.RequestAborted) is not { } login)
                return false;
            using var password = login.Password;
            await accounts.OpenAsync(identity, login, context.RequestAborted);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    [LoggerMessage(2104, LogLevel.Warning, "Session {SessionId} could not be opened from its cookie; it was ended")]
    private static partial void LogCannotOpen(ILogger logger, Guid sessionId);
}
