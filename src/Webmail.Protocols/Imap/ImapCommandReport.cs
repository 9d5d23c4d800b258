namespace Webmail.Protocols.Imap;

/// <summary>How a command ended.</summary>
public enum ImapCommandOutcome
{
    Ok,
    No,
    Bad,

    /// <summary>The connection was over before the answer.</summary>
    Broken,
}

/// <summary>One command that is over, in figures. Nothing in it comes from the server or from a person.</summary>
/// <param name="Name">The command's words without arguments ("UID FETCH"): one of those that this engine writes.</param>
/// <param name="Outcome">The tagged answer, or that none came.</param>
/// <param name="Queued">From asking to the first octet written. Zero for IDLE, which nobody waits for.</param>
/// <param name="Duration">From the first octet written to the tagged answer; for IDLE from DONE. It holds the time in which a reader did not take a streamed body.</param>
/// <param name="Sent">Octets written, literals included, before compression and TLS.</param>
/// <param name="Received">Octets of the tagged answer and of the data that was this command's own, streamed literals included, after decompression.</param>
public readonly record struct ImapCommandReport(string Name, ImapCommandOutcome Outcome, TimeSpan Queued, TimeSpan Duration, long Sent, long Received);
