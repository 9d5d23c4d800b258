using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Webmail.Mail.Accounts;

namespace Webmail.Web.SignIn;

/// <summary>
/// What the cookie carries: the ids of the session, and the secret that half of the password's key is made of. The secret lies
/// in the ticket's properties, not beside it in a cookie of its own: the two are issued, renewed and deleted as one, the server's key ring
/// keeps it unreadable in the browser, and properties never become claims, so no circuit or component sees it.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Browsers accept the prefix only with Secure, without Domain and for the whole site: no neighbour host can set it.</summary>
    public const string Name = "__Host-webmail";

    /// <summary>On plain HTTP, where the prefix is not to be had.</summary>
    public const string InsecureName = "webmail";

    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const string UserClaim = "sub";
    private const string AccountClaim = "account";
    private const string SessionClaim = "sid";
    private const string TenantClaim = "tenant";
    private const string AddressClaim = "address";
    private const string SecretItem = "key";

    public static ClaimsPrincipal PrincipalOf(AccountIdentity identity) => new(new ClaimsIdentity(
        [
            new Claim(UserClaim, identity.UserId.ToString("N")),
            new Claim(AccountClaim, identity.AccountId.ToString("N")),
            new Claim(SessionClaim, identity.SessionId.ToString("N")),
            new Claim(TenantClaim, identity.TenantId),
            new Claim(AddressClaim, identity.Address),
        ],
        Scheme, AddressClaim, roleType: null));

    /// <returns>Null for a visitor.</returns>
    public static AccountIdentity? IdentityOf(ClaimsPrincipal? principal)
    {
        if (principal?.Identity is not { IsAuthenticated: true })
            return null;
        return Guid.TryParseExact(principal.FindFirstValue(UserClaim), "N", out var user)
            && Guid.TryParseExact(principal.FindFirstValue(AccountClaim), "N", out var account)
            && Guid.TryParseExact(principal.FindFirstValue(SessionClaim), "N", out var session)
            && principal.FindFirstValue(TenantClaim) is { } tenant && principal.FindFirstValue(AddressClaim) is { } address
                ? new AccountIdentity(user, account, session, tenant, address)
                : null;
    }

    public static AuthenticationProperties PropertiesOf(byte[] sessionSecret, DateTimeOffset expiresAt, bool staySignedIn)
    {
        var properties = new AuthenticationProperties { IsPersistent = staySignedIn, ExpiresUtc = expiresAt, AllowRefresh = false };
        properties.Items[SecretItem] = WebEncoders.Base64UrlEncode(sessionSecret);
        CryptographicOperations.ZeroMemory(sessionSecret);
        return properties;
    }

    /// <returns>The session's secret; empty when the ticket has none.</returns>
    public static byte[] SecretOf(HttpContext context)
    {
        var properties = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;
        return properties?.Items.TryGetValue(SecretItem, out var text) == true && text is not null ? WebEncoders.Base64UrlDecode(text) : [];
    }
}
