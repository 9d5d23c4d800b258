using System.Security.Claims;
using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;

namespace Webmail.Web.Endpoints;

/// <summary>Decides at the moment of fetching whether a link still opens something: its session must be alive and be the caller's.</summary>
internal sealed class LinkGate(PartLinks links, IAccountSessions sessions)
{
    /// <summary>Names the sign-in session in the cookie.</summary>
    internal const string SessionClaim = "sid";

    /// <summary>For requests of our own pages: the link and the cookie must name the same session.</summary>
    public OpenedLink? Open(LinkPurpose purpose, string token, HttpContext context) =>
        Open(purpose, token) is { } opened && SessionOf(context) == opened.Link.SessionId ? opened : null;

    /// <summary>For requests out of a frame, which carry no cookie.</summary>
    public OpenedLink? OpenWithoutCookie(LinkPurpose purpose, string token) => Open(purpose, token);

    private OpenedLink? Open(LinkPurpose purpose, string token)
    {
        if (links.Read(purpose, token) is not { } link || sessions.Find(link.SessionId) is not { } account)
            return null;
        var who = account.Identity;
        return who.UserId == link.UserId && who.AccountId == link.AccountId
            ? new OpenedLink(link, account)
            : null;
    }

    private static Guid? SessionOf(HttpContext context) => SessionOf(context.User);

    /// <summary>The sign-in session of a person; null for nobody.</summary>
    public static Guid? SessionOf(ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirst(SessionClaim)?.Value, out var session) ? session : null;
}

/// <summary>A link that was checked, with the account it leads to.</summary>
internal sealed record OpenedLink(PartLink Link, IMailAccount Account)
{
    /// <summary>Who asks: the sessions of a person share an account, but never their links.</summary>
    public AccountIdentity Who => Account.Identity with { SessionId = Link.SessionId };
}
