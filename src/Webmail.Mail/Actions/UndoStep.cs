using Webmail.Protocols.Imap;

namespace Webmail.Mail.Actions;

/// <summary>What takes an action back.</summary>
internal abstract record UndoStep
{
    /// <summary>Messages that are remembered one by one.</summary>
    public virtual int Weight => 0;

    /// <summary>Sets or clears a flag on the messages whose flag the action changed.</summary>
    /// <param name="Stamps">
    /// The modification sequence each message had after our change (RFC 7162); 0: somebody else changed it in the same moment. A message that is not in it is not guarded: the server tells none.
    /// </param>
    public sealed record Flag(MailboxName Folder, UidValidity Validity, UidSet Uids, Protocols.Imap.Flag Name, bool On, Dictionary<Uid, ModSeq> Stamps) : UndoStep
    {
        public override int Weight => Stamps.Count;
    }

    /// <summary>Moves the messages back by the UIDs they got in the target.</summary>
    public sealed record Move(MailboxName Source, MailboxName Target, UidValidity TargetValidity, UidSet Moved) : UndoStep;
}
