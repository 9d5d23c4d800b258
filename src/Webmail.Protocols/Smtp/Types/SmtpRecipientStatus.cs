namespace Webmail.Protocols.Smtp;

/// <summary>What became of one recipient.</summary>
public enum SmtpRecipientStatus
{
    /// <summary>Not asked about, or the answer never came.</summary>
    NotTried,

    Accepted,

    RefusedForNow,

    RefusedForGood,
}
