using Webmail.Mail.Accounts;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Outbox;

/// <summary>A server that a person named for sending.</summary>
/// <param name="Login">The name there; empty: the same as for reading.</param>
/// <param name="HasPassword">A password of its own is kept; else that of the mailbox is used.</param>
public sealed record SendingServer(string Host, int Port, TransportSecurity Security, string Login = "", bool HasPassword = false);

public enum SendingOutcome
{
    Ok,
    UnknownHost,
    NotAllowed,
    TimedOut,
    Refused,
    BadCertificate,
    NoEncryption,
    NotSpoken,
    SignInRefused,

    /// <summary>Too many tries in a short time.</summary>
    TooOften,

    /// <summary>People of this tenant don't name servers.</summary>
    Forbidden,
}

/// <param name="ServerText">What the server said to the sign-in; empty for everything before it, so that nobody looks around with it.</param>
public sealed record SendingTest(SendingOutcome Outcome, string ServerText = "");

/// <summary>Through which server an account sends, where a person wants another than the one that is found by itself.</summary>
public interface ISendingServer
{
    /// <summary>Whether people of this tenant may name one.</summary>
    bool IsOffered(AccountIdentity who);

    /// <returns>Null: the server is found by itself.</returns>
    Task<SendingServer?> LoadAsync(AccountIdentity who, CancellationToken ct);

    /// <summary>Signs in there, through the guard like every connection that a person names; keeps the server only if that worked.</summary>
    /// <param name="password">A password of its own, sealed under the key ring; null: the one that is kept, else that of the mailbox. Not disposed here.</param>
    Task<SendingTest> TryAsync(IMailAccount account, SendingServer server, Secret? password, CancellationToken ct);

    /// <summary>Back to the server that is found by itself.</summary>
    Task ClearAsync(AccountIdentity who, CancellationToken ct);
}
