namespace Webmail.Protocols.Smtp;

/// <summary>What came of a sending. Each value says what a durable outbox may do next.</summary>
public enum SmtpOutcome
{
    /// <summary>The server has taken the message, for those recipients that say so. Never send it to them again.</summary>
    Accepted,

    /// <summary>The server has not got the message (no connection, lost before its end was sent, a limit): trying again is safe.</summary>
    NotSent,

    /// <summary>The server refused for now (4xx): trying again later is safe.</summary>
    RefusedForNow,

    /// <summary>Refused for good, by the server (5xx) or by us because the server lacks what the message needs: somebody has to change something.</summary>
    RefusedForGood,

    /// <summary>
    /// The message was sent to its end and the answer never came: the server may or may not have taken it. Never send it again unasked.
    /// </summary>
    Unknown,
}
