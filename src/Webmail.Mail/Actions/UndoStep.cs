using Webmail.Protocols.Imap;

namespace Webmail.Mail.Actions;

/// <summary>What takes an action back.</summary>
internal abstract record UndoStep
{
    /// <summary>Sets or clears a flag on the messages whose flag the action changed.</summary>
    public sealed record Flag(MailboxName Folder, UidSet Uids, Protocols.Imap.Flag Name, bool On) : UndoStep;

    /// <summary>Moves the messages back by the UIDs they got in the target.</summary>
    public sealed record Move(MailboxName Source, MailboxName Target, UidValidity TargetValidity, UidSet Moved) : UndoStep;
}
