using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Actions;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;

namespace Webmail.Web.Components.Mailbox;

/// <summary>
/// What a person does to messages: shown at once, done on the server in the order in which it was asked for, told with a way back.
/// It runs to its end even when the tab is closed meanwhile. Not thread-safe: every call comes through the circuit's dispatcher.
/// </summary>
internal sealed class Triage(MailboxState mailbox, Toasts toasts, IStringLocalizer<MailText> text)
{
    private Task _turn = Task.CompletedTask;

    /// <summary>Does it; false when the server refused, and the reason is on screen.</summary>
    public async Task<bool> ActAsync(TriageKind kind, UidSet uids, long count)
    {
        if (mailbox is not { List: { } list, Account: { } account, Folder: { } folder } || uids.IsEmpty)
            return false;
        var prediction = PredictionOf(kind, uids);
        list.Predict(prediction);
        try
        {
            var receipt = await InTurnAsync(() => RunAsync(account.Actions, kind, folder.Name, uids));
            list.Confirm(prediction);
            Tell(account.Actions, kind, receipt, count);
            return true;
        }
        catch (MailUnavailableException failure)
        {
            list.Forget(prediction);
            toasts.Show(new Toast(FailureText(kind, failure), IsFailure: true));
            return false;
        }
    }

    private async Task UndoAsync(IMessageActions actions, ActionReceipt receipt)
    {
        try
        {
            var kept = (await InTurnAsync(() => actions.UndoAsync(receipt, CancellationToken.None))).Kept;
            toasts.Show(new Toast(kept switch { 0 => text["Undone"], 1 => text["UndoneExceptOne"], _ => text["UndoneExceptMany", kept] }));
        }
        catch (MailUnavailableException failure)
        {
            toasts.Show(new Toast(text["UndoFailed", Reason(failure)], IsFailure: true));
        }
    }

    /// <summary>One after the other: a star and an archive of the same message in quick succession must not overtake each other, or the star is lost.</summary>
    private async Task<T> InTurnAsync<T>(Func<ValueTask<T>> action)
    {
        var before = _turn;
        var turn = new TaskCompletionSource();
        _turn = turn.Task;
        await before;
        try
        {
            return await action();
        }
        finally
        {
            turn.SetResult();
        }
    }

    private static Prediction PredictionOf(TriageKind kind, UidSet uids) => kind switch
    {
        TriageKind.Star => new Prediction(uids, Flag.Flagged, on: true),
        TriageKind.Unstar => new Prediction(uids, Flag.Flagged),
        TriageKind.MarkRead or TriageKind.MarkReadQuietly => new Prediction(uids, Flag.Seen, on: true),
        TriageKind.MarkUnread => new Prediction(uids, Flag.Seen),
        _ => new Prediction(uids),
    };

    private static ValueTask<ActionReceipt> RunAsync(IMessageActions actions, TriageKind kind, MailboxName folder, UidSet uids) => kind switch
    {
        TriageKind.Archive => actions.ArchiveAsync(folder, uids, CancellationToken.None),
        TriageKind.Delete => actions.DeleteAsync(folder, uids, CancellationToken.None),
        TriageKind.Star => actions.SetFlagAsync(folder, uids, Flag.Flagged, true, CancellationToken.None),
        TriageKind.Unstar => actions.SetFlagAsync(folder, uids, Flag.Flagged, false, CancellationToken.None),
        TriageKind.MarkRead or TriageKind.MarkReadQuietly => actions.SetFlagAsync(folder, uids, Flag.Seen, true, CancellationToken.None),
        _ => actions.SetFlagAsync(folder, uids, Flag.Seen, false, CancellationToken.None),
    };

    private void Tell(IMessageActions actions, TriageKind kind, ActionReceipt receipt, long count)
    {
        if (kind == TriageKind.MarkReadQuietly)
            return;
        // A star or a dot says what happened by itself; only many at once are worth a sentence.
        if (kind is not (TriageKind.Archive or TriageKind.Delete) && count == 1)
            return;
        var done = receipt.Count;
        var key = receipt.Kind == ActionKind.DeleteForGood ? "DeletedForGood" : kind.ToString();
        toasts.Show(new Toast(text[done == 1 ? key + "One" : key + "Many", done], receipt.CanUndo ? () => UndoAsync(actions, receipt) : null));
    }

    private string FailureText(TriageKind kind, MailUnavailableException failure) =>
        text[kind is TriageKind.Archive or TriageKind.Delete ? kind + "Failed" : "ChangeFailed", Reason(failure)];

    private string Reason(MailUnavailableException failure) =>
        failure.ServerText.Length > 0 ? text["ServerSaid", failure.ServerText] : text["Failure" + failure.Failure];
}
