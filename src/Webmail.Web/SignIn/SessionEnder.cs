using Webmail.Mail.Accounts;

namespace Webmail.Web.SignIn;

/// <summary>Ends a session everywhere: row, sealed password, pages, connections to the mail server.</summary>
internal sealed class SessionEnder(SessionStore store, IAccountSessions accounts, SessionCircuits circuits, TimeProvider time)
{
    public async Task EndAsync(Guid sessionId, CancellationToken ct)
    {
        await store.RevokeAsync(sessionId, ct);
        await EndHereAsync(sessionId);
    }

    /// <summary>For a session that is over in the database already.</summary>
    public async Task EndHereAsync(Guid sessionId)
    {
        await accounts.CloseSessionAsync(sessionId);
        await circuits.EndAsync(sessionId, CircuitLimits.LeaveGrace, time);
    }
}
