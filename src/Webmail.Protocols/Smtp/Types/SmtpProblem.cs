namespace Webmail.Protocols.Smtp;

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

    /// <summary>From a URL, and the server has no BURL (for pieces: not both BURL and CHUNKING).</summary>
    NeedsUrl,

    /// <summary>Refused after the server was given a URL to fetch from: with octets alone it may be taken.</summary>
    NotFetched,

    /// <summary>More recipients than <see cref="SmtpLimits.Recipients"/>.</summary>
    TooManyRecipients,

    /// <summary>The message's source failed or stalled; see <see cref="SmtpSendResult.Error"/>.</summary>
    Source,

    /// <summary>A line longer than <see cref="SmtpLimits.MessageLineBytes"/>.</summary>
    LongLine,

    /// <summary>An octet above 127 in a message that was said to be 7 bit.</summary>
    NotSevenBit,
}
