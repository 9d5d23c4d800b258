namespace Webmail.Mail.Accounts;

/// <summary>What asking the mail server about a name and a password came to. Each has its own message at sign-in.</summary>
public enum ProofOutcome
{
    /// <summary>The server let us in.</summary>
    Ok,

    /// <summary>The server refused name or password. Which of the two is never told.</summary>
    WrongCredentials,

    /// <summary>The host name has no address.</summary>
    UnknownHost,

    /// <summary>Nothing listens there, or it hung up.</summary>
    Refused,

    /// <summary>The certificate is expired, for another name, or from an unknown authority.</summary>
    BadCertificate,

    /// <summary>No answer within the limits.</summary>
    TimedOut,

    /// <summary>The server speaks something else than IMAP, offers no TLS where it must, or no way to sign in that we have.</summary>
    Unsupported,

    /// <summary>The address or port is not one this installation connects to.</summary>
    NotAllowed,

    /// <summary>The server is there but says that it can't serve now (UNAVAILABLE, LIMIT, too many connections).</summary>
    ServerUnavailable,
}
