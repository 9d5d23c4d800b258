namespace Webmail.Mail.Accounts;

/// <summary>How a sign-in ended.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <param name="SessionSecret">For the cookie and nowhere else.</param>
    public sealed record SignedIn(AccountIdentity Identity, byte[] SessionSecret, DateTimeOffset ExpiresAt) : SignInResult
    {
        /// <summary>Without the secret.</summary>
        public override string ToString() => $"SignedIn {Identity.SessionId}";
    }

    /// <param name="TriesLeft">Before the pause; null when the failure does not count.</param>
    public sealed record Failed(ProofOutcome Reason, int? TriesLeft) : SignInResult;

    /// <summary>Too many failures; the password was not tried.</summary>
    public sealed record Paused(TimeSpan Wait) : SignInResult;

    /// <summary>The tenant's server does not hold this address, and users can't name another.</summary>
    public sealed record NotServed : SignInResult;

    /// <summary>The tenant does not let users name servers, or not without encryption.</summary>
    public sealed record ServerNotAllowed : SignInResult;
}
