using Webmail.Mail.Folders;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Actions;

/// <summary>Flags, moves and deletes over the account's pool. What was done is shown by the events the server sends, here as in every other client.</summary>
internal sealed class MessageActions : IMessageActions
{
    /// <summary>How often a folder is asked for what was just put into it.</summary>
    private const int MaxLooks = 5;

    private readonly UndoJournal _journal;
    private readonly FlagWriting _flags;

    private readonly ISessionPool _pool;
    private readonly SpecialFolders _folders;

    public MessageActions(ISessionPool pool, SpecialFolders folders, TimeProvider time)
    {
        _pool = pool;
        _folders = folders;
        _journal = new UndoJournal(time);
        _flags = new FlagWriting(_journal);
    }

    /// <summary>Told where messages were put over another connection than the one that watches. Must not block.</summary>
    public Action<MailboxName> Arrived { get; init; } = _ => { };

    public async ValueTask<ActionReceipt> SetFlagAsync(MailboxName folder, UidSet uids, Flag flag, bool on, CancellationToken ct)
    {
        var kind = flag == Flag.Seen ? (on ? ActionKind.MarkRead : ActionKind.MarkUnread) : on ? ActionKind.Flag : ActionKind.Unflag;
        return await OverAsync(folder, async lease =>
        {
            var (back, left) = await _flags.SetAsync(lease, folder, uids, flag, on, ct);
            return _journal.Add(kind, (int)(uids.Count - left.Count), null, back);
        }, ct);
    }

    public async ValueTask<ActionReceipt> MoveAsync(MailboxName folder, UidSet uids, MailboxName target, CancellationToken ct) =>
        await MoveAsync(ActionKind.Move, folder, uids, target, ct);

    public async ValueTask<ActionReceipt> ArchiveAsync(MailboxName folder, UidSet uids, CancellationToken ct) =>
        await MoveAsync(ActionKind.Archive, folder, uids, await _folders.EnsureAsync(FolderRole.Archive, "Archive", ct), ct);

    public async ValueTask<ActionReceipt> DeleteAsync(MailboxName folder, UidSet uids, CancellationToken ct)
    {
        var trash = await _folders.EnsureAsync(FolderRole.Trash, "Trash", ct);
        return folder.Equals(trash)
            ? await DeleteForGoodAsync(folder, uids, ct)
            : await MoveAsync(ActionKind.Delete, folder, uids, trash, ct);
    }

    public async ValueTask<UndoResult> UndoAsync(ActionReceipt receipt, CancellationToken ct)
    {
        var step = _journal.Take(receipt.Id) ?? throw new MailUnavailableException(MailFailure.Gone, "");
        try
        {
            switch (step)
            {
                case UndoStep.Flag flag:
                    if (flag.Uids.IsEmpty) return UndoResult.Whole;
                    return new UndoResult((int)(await OverAsync(flag.Folder, lease => _flags.UndoAsync(lease, flag, ct), ct)).Count);
                case UndoStep.Move move:
                    await MoveBackAsync(move, ct);
                    return UndoResult.Whole;
                default:
                    throw new InvalidOperationException("An action that nobody takes back was kept.");
            }
        }
        catch (MailUnavailableException)
        {
            _journal.PutBack(receipt.Id, step); // nothing was taken back: it can be tried again
            throw;
        }
    }

    private async Task MoveBackAsync(UndoStep.Move move, CancellationToken ct)
    {
        await using var lease = await _pool.RentAsync(move.Target, LeaseUse.Shared, ct);
        // UIDs count only under their UIDVALIDITY: nothing is ever moved by a number that may now name another message.
        if (lease.Validity != move.TargetValidity) throw new MailUnavailableException(MailFailure.Gone, "");
        try
        {
            // A connection that has the folder selected may not have heard yet of what another one put there, and a UID that it does not know is no error to the server: it says
            // OK and moves nothing. NOOP tells it.
            for (var attempt = 1; (await lease.Connection.MoveAsync(move.Moved, move.Source, ct)).Source.IsEmpty; attempt++)
            {
                if (attempt == MaxLooks) throw new MailUnavailableException(MailFailure.Gone, "");
                await lease.Connection.NoopAsync(ct);
            }

            Arrived(move.Source);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }

    private async Task<ActionReceipt> MoveAsync(ActionKind kind, MailboxName folder, UidSet uids, MailboxName target, CancellationToken ct)
    {
        if (folder.Equals(target)) return new ActionReceipt(Guid.NewGuid(), kind, 0, target, CanUndo: false);
        return await OverAsync(folder, async lease =>
        {
            var moved = await lease.Connection.MoveAsync(uids, target, ct);
            Arrived(target);
            return moved.UidValidity is { } validity
                ? _journal.Add(kind, (int)moved.Source.Count, target, new UndoStep.Move(folder, target, validity, moved.Destination))
                : new ActionReceipt(Guid.NewGuid(), kind, (int)uids.Count, target, CanUndo: false);
        }, ct);
    }

    private async Task<ActionReceipt> DeleteForGoodAsync(MailboxName folder, UidSet uids, CancellationToken ct) =>
        await OverAsync(folder, async lease =>
        {
            var connection = lease.Connection;
            await connection.StoreAsync(uids, StoreAction.Add, FlagSet.Of(Flag.Deleted), null, ct);
            if (connection.Capabilities.Has("UIDPLUS")) await connection.ExpungeAsync(uids, ct);
            else if (await OnlyOursAreDeletedAsync(connection, uids, ct)) await connection.ExpungeAsync(null, ct);
            return new ActionReceipt(Guid.NewGuid(), ActionKind.DeleteForGood, (int)uids.Count, null, CanUndo: false);
        }, ct);

    /// <summary>Without UIDPLUS an EXPUNGE takes every message marked deleted, also those another client marked: then only ours may be marked.</summary>
    private static async Task<bool> OnlyOursAreDeletedAsync(ImapConnection connection, UidSet uids, CancellationToken ct)
    {
        var deleted = await connection.SearchAsync(SearchQuery.Deleted, SearchReturn.Hits, ct);
        return deleted.All is { } all && all.Except(uids).IsEmpty;
    }

    private async Task<T> OverAsync<T>(MailboxName folder, Func<FolderLease, Task<T>> work, CancellationToken ct)
    {
        await using var lease = await _pool.RentAsync(folder, LeaseUse.Shared, ct);
        try
        {
            return await work(lease);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }
}
