namespace Webmail.Protocols.Imap;

/// <summary>What STATUS told of a mailbox (RFC 9051 section 7.3.4); null where it was not told.</summary>
public sealed record MailboxStatus
{
    public required MailboxName Name { get; init; }

    public uint? Messages { get; init; }

    public uint? Recent { get; init; }

    public uint? Unseen { get; init; }

    public uint? Deleted { get; init; }

    /// <summary>The next UID; null also when the server said 0.</summary>
    public Uid? UidNext { get; init; }

    public UidValidity? UidValidity { get; init; }

    /// <summary>Zero means the mailbox keeps no modification sequences (RFC 7162 section 3.1.2.2).</summary>
    public ModSeq? HighestModSeq { get; init; }

    /// <summary>Octets of all messages (RFC 8438).</summary>
    public ulong? Size { get; init; }

    /// <summary>Octets that an expunge would free (RFC 9208).</summary>
    public ulong? DeletedStorage { get; init; }

    /// <summary>Octets an APPEND may have (RFC 7889).</summary>
    public ulong? AppendLimit { get; init; }

    /// <summary>The server's lasting name for the mailbox (RFC 8474).</summary>
    public string? MailboxId { get; init; }
}
