namespace Webmail.Protocols.Imap;

/// <summary>
/// The selected mailbox as the connection knows it now. The reader loop keeps it current; every property may be read from
/// any thread and is each by itself up to date.
/// </summary>
public sealed class SelectedMailbox
{
    internal SelectedMailbox(MailboxName name) => Name = name;

    public MailboxName Name { get; }

    /// <summary>Messages in it now: follows EXISTS, EXPUNGE and VANISHED.</summary>
    public uint Exists { get; internal set; }

    /// <summary>Null when the server did not say: then UIDs must not be remembered.</summary>
    public UidValidity? UidValidity { get; internal set; }

    /// <summary>The UID the next message gets at least, as said at SELECT; null when not said.</summary>
    public Uid? UidNext { get; internal set; }

    /// <summary>The highest modification sequence known (RFC 7162): at SELECT, then of each response that told one. Null: the mailbox keeps none.</summary>
    public ModSeq? HighestModSeq { get; internal set; }

    /// <summary>True after EXAMINE and when the server said READ-ONLY.</summary>
    public bool ReadOnly { get; internal set; }

    /// <summary>Flags in use.</summary>
    public FlagSet Flags { get; internal set; } = FlagSet.Empty;

    /// <summary>Flags a client can change for good.</summary>
    public FlagSet PermanentFlags { get; internal set; } = FlagSet.Empty;

    /// <summary>True when new keywords can be made.</summary>
    public bool AllowsNewKeywords { get; internal set; }

    /// <summary>MAILBOXID (RFC 8474); null when not told.</summary>
    public string? MailboxId { get; internal set; }

    /// <summary>Takes in one untagged response about the mailbox.</summary>
    internal void Apply(UntaggedResponse response)
    {
        switch (response)
        {
            case ExistsReply exists:
                Exists = exists.Count;
                break;
            case ExpungeReply:
                Exists -= Math.Min(1, Exists);
                break;
            case VanishedReply { Earlier: false } vanished:
                Exists -= (uint)Math.Min(vanished.Uids.Count, Exists);
                break;
            case FlagsReply flags:
                Flags = flags.Flags;
                break;
            case FetchReply { Row.ModSeq: { } modSeq }:
                Reached(modSeq);
                break;
            case ConditionResponse { Code: { } code }:
                Apply(code);
                break;
        }
    }

    /// <summary>Takes in the modification sequence of one message.</summary>
    internal void Reached(ModSeq modSeq)
    {
        if (HighestModSeq is { } highest && modSeq > highest)
        {
            HighestModSeq = modSeq;
        }
    }

    private void Apply(ResponseCode code)
    {
        switch (code)
        {
            case NumberCode { Kind: ResponseCodeKind.UidValidity } number:
                UidValidity = new UidValidity((uint)number.Value);
                break;
            case NumberCode { Kind: ResponseCodeKind.UidNext, Value: > 0 and <= uint.MaxValue } number:
                UidNext = new Uid((uint)number.Value);
                break;
            case NumberCode { Kind: ResponseCodeKind.HighestModSeq, Value: <= long.MaxValue } number:
                HighestModSeq = new ModSeq(number.Value);
                break;
            case PermanentFlagsCode permanent:
                (PermanentFlags, AllowsNewKeywords) = (permanent.Flags, permanent.AllowsNewKeywords);
                break;
            case MailboxIdCode id:
                MailboxId = id.MailboxId;
                break;
            case { Kind: ResponseCodeKind.ReadOnly }:
                ReadOnly = true;
                break;
            case { Kind: ResponseCodeKind.ReadWrite }:
                ReadOnly = false;
                break;
            case { Kind: ResponseCodeKind.NoModSeq }:
                HighestModSeq = null;
                break;
        }
    }
}
