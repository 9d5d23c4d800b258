namespace Webmail.Protocols.Imap.Commands;

/// <summary>The counters STATUS is asked for. What a server does not know is left out of the question.</summary>
[Flags]
public enum StatusItems
{
    None = 0,
    Messages = 1,
    Unseen = 2,
    UidNext = 4,
    UidValidity = 8,

    /// <summary>Needs CONDSTORE.</summary>
    HighestModSeq = 16,

    /// <summary>Octets of all messages. Needs STATUS=SIZE (RFC 8438); can be slow.</summary>
    Size = 32,

    /// <summary>Only IMAP4rev1.</summary>
    Recent = 64,

    /// <summary>Needs OBJECTID (RFC 8474).</summary>
    MailboxId = 128,

    /// <summary>Octets a message may have. Needs APPENDLIMIT (RFC 7889).</summary>
    AppendLimit = 256,

    /// <summary>Messages flagged \Deleted. Needs IMAP4rev2 or QUOTA=RES-MESSAGE (RFC 9208).</summary>
    Deleted = 512,

    /// <summary>Octets that an expunge would free. Needs QUOTA=RES-STORAGE (RFC 9208).</summary>
    DeletedStorage = 1024,

    /// <summary>What a folder list needs and every server answers quickly.</summary>
    Counters = Messages | Unseen | UidNext | UidValidity,
}
