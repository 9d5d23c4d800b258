using Microsoft.AspNetCore.Components.Authorization;
using Webmail.Mail.Sessions;

namespace Webmail.Web.Circuit;

/// <summary>Finds the open account of a sign-in session; null when it is not open (any more).</summary>
internal delegate IMailAccount? FindAccount(Guid sessionId);

/// <summary>The mail account this circuit works with: asked for once, then the same until the circuit ends.</summary>
internal sealed class CurrentAccount(AuthenticationStateProvider authentication, FindAccount find)
{
    private IMailAccount? _account;

    /// <summary>Null when the session ended: the person has to sign in again.</summary>
    public async ValueTask<IMailAccount?> GetAsync()
    {
        if (_account is not null)
            return _account;
        var state = await authentication.GetAuthenticationStateAsync();
        var session = state.User.FindFirst(SessionClaim)?.Value;
        return _account = Guid.TryParse(session, out var id) ? find(id) : null;
    }

    internal const string SessionClaim = "sid";
}
