namespace Webmail.Protocols.Smtp;

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
