using System.Security.Claims;
using Webmail.Mail.Accounts;

namespace Webmail.Web.SignIn;

public static class AccountPrincipal
{
    /// <summary>Who is signed in; null for a visitor. The same in a request and in a circuit.</summary>
    public static AccountIdentity? Account(this ClaimsPrincipal? principal) => SessionCookie.IdentityOf(principal);
}
