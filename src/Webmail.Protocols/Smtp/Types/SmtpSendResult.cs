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

/// <summary>Why; one sentence for the user each.</summary>
public enum SmtpProblem
{
    None,

    /// <summary>The connection was lost, silent, or spoke something else than SMTP.</summary>
    Connection,

    /// <summary>The server refused the sender or the message; see <see cref="SmtpSendResult.Reply"/>.</summary>
    Refused,

    /// <summary>Recipients were refused and the message therefore not sent; see <see cref="SmtpSendResult.Recipients"/>.</summary>
    Recipients,

    /// <summary>More octets than the server takes (SIZE); nothing, or not all, was sent.</summary>
    TooBig,

    /// <summary>An address or header beyond ASCII, and the server has no SMTPUTF8.</summary>
    NeedsUtf8,

    /// <summary>8 bit content, and the server has no 8BITMIME.</summary>
    NeedsEightBit,

    /// <summary>Binary content, and the server has no BINARYMIME with CHUNKING.</summary>
    NeedsBinary,

    /// <summary>REQUIRETLS was asked for, and the server has it not, or this connection has no TLS.</summary>
    NeedsRequireTls,

    /// <summary>To be held back, and the server cannot, or not as long.</summary>
    NeedsHold,

    /// <summary>From a URL, and the server has no BURL.</summary>
    NeedsUrl,

    /// <summary>More recipients than <see cref="SmtpLimits.Recipients"/>.</summary>
    TooManyRecipients,

    /// <summary>The message's source failed or stalled; see <see cref="SmtpSendResult.Error"/>.</summary>
    Source,

    /// <summary>A line longer than <see cref="SmtpLimits.MessageLineBytes"/>.</summary>
    LongLine,

    /// <summary>An octet above 127 in a message that was said to be 7 bit.</summary>
    NotSevenBit,
}

/// <summary>What became of one recipient.</summary>
public enum SmtpRecipientStatus
{
    /// <summary>Not asked about, or the answer never came.</summary>
    NotTried,

    Accepted,

    RefusedForNow,

    RefusedForGood,
}

/// <summary>One recipient's answer.</summary>
/// <param name="Recipient">Who.</param>
/// <param name="Status">What the server said to RCPT. Whether it then took the message is <see cref="SmtpSendResult.Outcome"/>.</param>
/// <param name="Reply">The server's words; null when there were none.</param>
public sealed record SmtpRecipientResult(SmtpRecipient Recipient, SmtpRecipientStatus Status, SmtpReply? Reply);

/// <summary>What came of a sending, and why.</summary>
public sealed record SmtpSendResult
{
    public required SmtpOutcome Outcome { get; init; }

    public SmtpProblem Problem { get; init; }

    /// <summary>In the envelope's order, one each.</summary>
    public required IReadOnlyList<SmtpRecipientResult> Recipients { get; init; }

    /// <summary>
    /// What the server said last that decided, or before it was lost; null when it said nothing. After <see cref="SmtpOutcome.Unknown"/> it
    /// is what came before the silence.
    /// </summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>What was underneath; null when the server simply refused. Holds no secret.</summary>
    public Exception? Error { get; init; }

    /// <summary>Extensions that were wished for and left out because the server has them not: "DSN", "MT-PRIORITY", "DELIVERBY".</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>What to do when the server refuses some of the recipients but not all.</summary>
public enum PartialRecipients
{
    /// <summary>Send to the others.</summary>
    GoOn,

    /// <summary>Send to nobody: the user mends the addresses first.</summary>
    Stop,
}
