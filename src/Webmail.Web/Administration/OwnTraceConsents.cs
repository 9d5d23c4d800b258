using Microsoft.AspNetCore.Components.Authorization;
using Webmail.Mail.Accounts;
using Webmail.Mail.Tracing;
using Webmail.Web.SignIn;

namespace Webmail.Web.Administration;

/// <summary>Over one's own account alone: whose it is comes from the session, never from the page.</summary>
internal sealed class OwnTraceConsents(AuthenticationStateProvider authentication, Administrators administrators, WireTraces traces) : ITraceConsents
{
    public bool IsOffered => administrators.Exist;

    public async ValueTask<TraceConsent?> GetAsync() => await MeAsync() is { } me ? traces.ConsentOf(me.AccountId) : null;

    public async ValueTask<bool> GrantAsync() => await MeAsync() is { } me && traces.Grant(me);

    public async ValueTask EndAsync()
    {
        if (await MeAsync() is { } me) traces.End(me);
    }

    private async Task<AccountIdentity?> MeAsync() => (await authentication.GetAuthenticationStateAsync()).User.Account();
}
