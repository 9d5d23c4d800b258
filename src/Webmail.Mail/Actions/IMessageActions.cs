using Webmail.Protocols.Imap;

namespace Webmail.Mail.Actions;

/// <summary>What a person does to messages. Each shows in all tabs through the live changes, and can be undone while its receipt is kept.</summary>
public interface IMessageActions
{
    /// <summary>Adds or removes a flag. The receipt counts without the messages that somebody else keeps changing at the same time.</summary>
    ValueTask<ActionReceipt> SetFlagAsync(MailboxName folder, UidSet uids, Flag flag, bool on, CancellationToken ct);

    /// <summary>Moves to another folder.</summary>
    ValueTask<ActionReceipt> MoveAsync(MailboxName folder, UidSet uids, MailboxName target, CancellationToken ct);

    /// <summary>Moves to the archive folder, which is made if there is none.</summary>
    ValueTask<ActionReceipt> ArchiveAsync(MailboxName folder, UidSet uids, CancellationToken ct);

    /// <summary>Moves to Trash; in Trash itself deletes for good (the receipt then can't be undone).</summary>
    ValueTask<ActionReceipt> DeleteAsync(MailboxName folder, UidSet uids, CancellationToken ct);

    /// <summary>Takes an action back. A message that somebody else changed since the action is left as it is.</summary>
    /// <exception cref="MailUnavailableException">It can't be taken back (any more): the text says why.</exception>
    ValueTask<UndoResult> UndoAsync(ActionReceipt receipt, CancellationToken ct);
}
