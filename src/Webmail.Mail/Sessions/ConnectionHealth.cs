namespace Webmail.Mail.Sessions;

/// <summary>How the account's way to its server is.</summary>
public enum LinkState
{
    /// <summary>Everything is up to date.</summary>
    Online,

    /// <summary>The connection broke; the recovery loop tries again by itself.</summary>
    Reconnecting,

    /// <summary>The server no longer takes the password: the person has to sign in again.</summary>
    SignedOut,
}

/// <summary>The state, since when, and when the next attempt is made.</summary>
public sealed record ConnectionHealth(LinkState State, DateTimeOffset Since, DateTimeOffset? NextAttempt);
