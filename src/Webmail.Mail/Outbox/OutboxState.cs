namespace Webmail.Mail.Outbox;

/// <summary>How far a message is on its way out.</summary>
public enum OutboxState
{
    /// <summary>Waits for its time, or for the next try.</summary>
    Queued,

    /// <summary>A server is being spoken to.</summary>
    Sending,

    /// <summary>A server has taken it; the copy is not filed yet.</summary>
    Sent,

    /// <summary>Sent, and its copy lies in the Sent folder.</summary>
    Filed,

    /// <summary>Refused for good: somebody has to change something.</summary>
    Refused,

    /// <summary>It was sent to its end and no answer came: it may or may not have arrived. Never sent again unasked.</summary>
    Unknown,

    /// <summary>Its time has come, but nobody is signed in whose password could be used.</summary>
    Waiting,

    /// <summary>Taken back by the person.</summary>
    Canceled,
}
