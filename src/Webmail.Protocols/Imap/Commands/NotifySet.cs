namespace Webmail.Protocols.Imap.Commands;

/// <summary>What NOTIFY shall tell (RFC 5465).</summary>
public sealed record NotifySet
{
    /// <summary>Nothing, not even of the selected mailbox.</summary>
    public static NotifySet None { get; } = new();

    /// <summary>The selected mailbox: new messages (with these items, if any), expunges and flags. Null: nothing of it. Which mailbox that is may change by SELECT.</summary>
    public FetchItems? Selected { get; init; }

    /// <summary>Expunges of the selected mailbox wait for a command, so that sequence numbers never change under one's hands.</summary>
    public bool SelectedDelayed { get; init; }

    /// <summary>Every mailbox of the user.</summary>
    public bool Personal { get; init; }

    /// <summary>Every subscribed mailbox.</summary>
    public bool Subscribed { get; init; }

    /// <summary>These mailboxes and everything below them.</summary>
    public IReadOnlyList<MailboxName> Subtrees { get; init; } = [];

    /// <summary>These mailboxes alone.</summary>
    public IReadOnlyList<MailboxName> Mailboxes { get; init; } = [];

    /// <summary>Of other mailboxes than the selected one also tell flag changes. Default: true, so that unread counters follow.</summary>
    public bool FlagChanges { get; init; } = true;

    /// <summary>Of other mailboxes also tell creation, deletion, renaming and subscription. Default: true.</summary>
    public bool MailboxChanges { get; init; } = true;

    /// <summary>Tell the present counters of the other mailboxes at once.</summary>
    public bool Status { get; init; }

    /// <summary>Everything a folder tree and an open folder need, over one connection.</summary>
    public static NotifySet Everything { get; } = new() { Selected = new FetchItems { Flags = true }, Personal = true };
}
