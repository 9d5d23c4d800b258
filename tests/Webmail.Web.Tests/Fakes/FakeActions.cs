using Webmail.Mail;
using Webmail.Mail.Actions;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Writes down what it was asked to do, and does it to a view when it is given one.</summary>
public sealed class FakeActions : IMessageActions
{
    public List<string> Done { get; } = [];

    public MailUnavailableException? Failure { get; set; }

    /// <summary>What an action waits for; done by default.</summary>
    public Task Server { get; set; } = Task.CompletedTask;

    public Func<MailboxName, FakeFolderView?> Views { get; set; } = _ => null;

    public async ValueTask<ActionReceipt> SetFlagAsync(MailboxName folder, UidSet uids, Flag flag, bool on, CancellationToken ct)
    {
        await DoAsync($"{(on ? "+" : "-")}{flag} {folder.Value} {uids}");
        if (Views(folder) is { } view)
        {
            foreach (var uid in uids.Take(100))
                await view.SetFlagAsync(uid.Value, flag, on);
        }

        return new ActionReceipt(Guid.Empty, on ? ActionKind.Flag : ActionKind.Unflag, (int)uids.Count, null, true);
    }

    public ValueTask<ActionReceipt> MoveAsync(MailboxName folder, UidSet uids, MailboxName target, CancellationToken ct) =>
        LeaveAsync("move", ActionKind.Move, folder, uids, target);

    public ValueTask<ActionReceipt> ArchiveAsync(MailboxName folder, UidSet uids, CancellationToken ct) =>
        LeaveAsync("archive", ActionKind.Archive, folder, uids, MailboxName.Create("Archive"));

    public ValueTask<ActionReceipt> DeleteAsync(MailboxName folder, UidSet uids, CancellationToken ct) =>
        LeaveAsync("delete", ActionKind.Delete, folder, uids, MailboxName.Create("Trash"));

    /// <summary>Messages that an undo leaves as they are.</summary>
    public int Kept { get; set; }

    public async ValueTask<UndoResult> UndoAsync(ActionReceipt receipt, CancellationToken ct)
    {
        await DoAsync($"undo {receipt.Kind}");
        return new UndoResult(Kept);
    }

    private async ValueTask<ActionReceipt> LeaveAsync(string verb, ActionKind kind, MailboxName folder, UidSet uids, MailboxName target)
    {
        await DoAsync($"{verb} {folder.Value} {uids}");
        if (Views(folder) is { } view)
            await view.RemoveAsync([.. uids.Take(100).Select(uid => uid.Value)]);
        return new ActionReceipt(Guid.Empty, kind, (int)Math.Min(uids.Count, int.MaxValue), target, true);
    }

    private async Task DoAsync(string what)
    {
        Done.Add(what);
        await Server;
        if (Failure is not null)
            throw Failure;
    }
}
