using Microsoft.Extensions.Logging;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Accounts;

/// <summary>Signs a person in with the mail account itself: the mail server says whether the password is right.</summary>
public sealed partial class SignInService(
    IAccountProver prover, SignInThrottle throttle, FailurePace pace, SessionStore sessions, IAccountSessions accounts, ILogger<SignInService> logger)
{
    public async Task<SignInResult> SignInAsync(SignInRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tenant = request.Tenant;
        if (request.OtherServer is { } other)
        {
            if (!tenant.AllowsOtherServers || (other.Security == TransportSecurity.Plain && !tenant.AllowsPlainServers))
                return new SignInResult.ServerNotAllowed();
        }
        else if (!tenant.Serves(request.Address))
        {
            return new SignInResult.NotServed();
        }

        var account = AccountKey.Of(request);
        var signInTry = await throttle.BeginAsync(account.ToString(), request.Client, ct);
        if (!signInTry.Allowed)
            return new SignInResult.Paused(signInTry.Wait);
        using var login = LoginOf(request);
        return await ProveAsync(request, account, login.Value, signInTry, ct);
    }

    private async Task<SignInResult> ProveAsync(SignInRequest request, AccountKey account, AccountLogin login, SignInTry signInTry, CancellationToken ct)
    {
        var started = pace.Start();
        var proof = await prover.ProveAsync(login, ct);
        if (proof.Outcome == ProofOutcome.Ok)
        {
            await throttle.SucceededAsync(signInTry, ct);
            var (identity, secret, expiresAt) = await sessions.CreateAsync(request, account, ct);
            await accounts.OpenAsync(identity, login, ct);
            LogSignedIn(logger, identity.TenantId, identity.UserId, identity.SessionId);
            return new SignInResult.SignedIn(identity, secret, expiresAt);
        }

        // A server of the user's choice that does not answer counts too: we are no port scanner. The tenant's own being down is not the user's fault.
        var counts = proof.Outcome == ProofOutcome.WrongCredentials || request.OtherServer is not null;
        if (!counts)
            await throttle.ForgiveAsync(signInTry, ct);
        LogFailed(logger, request.Tenant.Id, proof.Outcome);
        await pace.HoldAsync(started, ct);
        return new SignInResult.Failed(proof.Outcome, counts ? signInTry.Left : null);
    }

    private static OwnedLogin LoginOf(SignInRequest request)
    {
        var tenant = request.Tenant;
        return new OwnedLogin(request.OtherServer is { } other
            ? new AccountLogin(other, LoginName(request), request.Password.Copy())
            : new AccountLogin(tenant.Imap!, LoginName(request), request.Password.Copy(), tenant.TrustedCertificateFile, AllowPrivate: true));
    }

    /// <summary>The name the server knows.</summary>
    internal static string LoginName(SignInRequest request) =>
        request.OtherServer is null && request.Tenant.LoginWithoutDomain ? request.Address.Local : request.Address.ToString();

    [LoggerMessage(2001, LogLevel.Information, "Signed in: tenant {Tenant}, user {UserId}, session {SessionId}")]
    private static partial void LogSignedIn(ILogger logger, string tenant, Guid userId, Guid sessionId);

    [LoggerMessage(2002, LogLevel.Information, "Sign-in failed: tenant {Tenant}, {Outcome}")]
    private static partial void LogFailed(ILogger logger, string tenant, ProofOutcome outcome);
}
