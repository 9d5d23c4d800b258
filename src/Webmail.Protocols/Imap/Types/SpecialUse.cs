namespace Webmail.Protocols.Imap;

/// <summary>What a mailbox is for (RFC 6154, RFC 8457; Gmail's and XLIST's own words are mapped to these).</summary>
[Flags]
public enum SpecialUse
{
    None = 0,
    All = 1,
    Archive = 2,
    Drafts = 4,
    Flagged = 8,
    Junk = 16,
    Sent = 32,
    Trash = 64,
    Important = 128,
    Memos = 256,
    Scheduled = 512,
    Snoozed = 1024,

    /// <summary>Only by XLIST's \Inbox.</summary>
    Inbox = 2048,
}
