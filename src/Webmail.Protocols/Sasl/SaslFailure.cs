namespace Webmail.Protocols.Sasl;

/// <summary>Why we, not the server, gave up signing in.</summary>
public enum SaslFailure
{
    /// <summary>The server offers nothing that this kind of secret fits, or that the rules allow.</summary>
    NoMechanism,

    /// <summary>A challenge that is not the mechanism's language.</summary>
    BadChallenge,

    /// <summary>The server could not prove that it knows the password too: it may be somebody else.</summary>
    ServerNotGenuine,

    /// <summary>The server asks for an iteration count so low that the password could be guessed from what we would say.</summary>
    TooWeak,

    /// <summary>The server asks for an iteration count that would keep us computing.</summary>
    TooCostly,

    /// <summary>The server says that the two ends do not see the same TLS connection, or cannot bind to it.</summary>
    ChannelBinding,

    /// <summary>The server says through the mechanism that name or password are wrong.</summary>
    Refused,

    /// <summary>Name or password hold characters that SASLprep (RFC 4013) forbids.</summary>
    ForbiddenCharacters,
}
