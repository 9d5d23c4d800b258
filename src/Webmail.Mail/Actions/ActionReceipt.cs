using Webmail.Protocols.Imap;

namespace Webmail.Mail.Actions;

public enum ActionKind
{
    Flag,
    Unflag,
    MarkRead,
    MarkUnread,
    Move,
    Archive,
    Delete,
    DeleteForGood,
}

/// <summary>What was done, so that it can be told and undone.</summary>
/// <param name="Id">Names it in the account's journal.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Count">To how many messages; fewer than asked when some were gone already.</param>
/// <param name="Target">Where they went; null for flags.</param>
/// <param name="CanUndo">Whether <see cref="IMessageActions.UndoAsync"/> can take it back.</param>
public sealed record ActionReceipt(Guid Id, ActionKind Kind, int Count, MailboxName? Target, bool CanUndo);
