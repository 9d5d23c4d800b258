using Webmail.Mail.Folders;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Actions;

/// <summary>Flags, moves and deletes over the account's pool. What was done is shown by the events the server sends, here as in every other client.</summary>
internal sealed class MessageActions(ISessionPool pool, SpecialFolders folders, TimeProvider time) : IMessageActions
{
    /// <summary>How often a folder is asked for what was just put into it.</summary>
    private const int MaxLooks = 5;

    private readonly UndoJournal _journal = new(time);

    /// <summary>Told where messages were put over another connection than the one that watches. Must not block.</summary>
    public Action<MailboxName> Arrived { get; init; } = _ => { };

    public async ValueTask<ActionReceipt> SetFlagAsync(MailboxName folder, UidSet uids, Flag flag, bool on, CancellationToken ct)
    {
        var kind = flag == Flag.Seen ? (on ? ActionKind.MarkRead : ActionKind.MarkUnread) : on ? ActionKind.Flag : ActionKind.Unflag;
        return await OverAsync(folder, async connection =>
        {
            // Only what changes is undone: a message that was read before stays read.
            var changing = await WithoutAsync(connection, uids, flag, on, ct);
            if (!changing.IsEmpty)
                await StoreAsync(connection, changing, flag, on, ct);
            return _journal.Add(kind, (int)uids.Count, null, new UndoStep.Flag(folder, changing, flag, !on));
        }, ct);
    }

    public async ValueTask<ActionReceipt> MoveAsync(MailboxName folder, UidSet uids, MailboxName target, CancellationToken ct) =>
        await MoveAsync(ActionKind.Move, folder, uids, target, ct);

    public async ValueTask<ActionReceipt> ArchiveAsync(MailboxName folder, UidSet uids, CancellationToken ct) =>
        await MoveAsync(ActionKind.Archive, folder, uids, await folders.EnsureAsync(FolderRole.Archive, "Archive", ct), ct);

    public async ValueTask<ActionReceipt> DeleteAsync(MailboxName folder, UidSet uids, CancellationToken ct)
    {
        var trash = await folders.EnsureAsync(FolderRole.Trash, "Trash", ct);
        return folder.Equals(trash)
            ? await DeleteForGoodAsync(folder, uids, ct)
            : await MoveAsync(ActionKind.Delete, folder, uids, trash, ct);
    }

    public async ValueTask UndoAsync(ActionReceipt receipt, CancellationToken ct)
    {
        var step = _journal.Take(receipt.Id) ?? throw new MailUnavailableException(MailFailure.Gone, "");
        try
        {
            switch (step)
            {
                case UndoStep.Flag flag:
                    if (flag.Uids.IsEmpty) return;
                    await OverAsync(flag.Folder, connection => StoreAsync(connection, flag.Uids, flag.Name, flag.On, ct), ct);
                    return;
                case UndoStep.Move move:
                    await MoveBackAsync(move, ct);
                    return;
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
        await using var lease = await pool.RentAsync(move.Target, LeaseUse.Shared, ct);
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
        return await OverAsync(folder, async connection =>
        {
            var moved = await connection.MoveAsync(uids, target, ct);
            Arrived(target);
            return moved.UidValidity is { } validity
                ? _journal.Add(kind, (int)moved.Source.Count, target, new UndoStep.Move(folder, target, validity, moved.Destination))
                : new ActionReceipt(Guid.NewGuid(), kind, (int)uids.Count, target, CanUndo: false);
        }, ct);
    }

    private async Task<ActionReceipt> DeleteForGoodAsync(MailboxName folder, UidSet uids, CancellationToken ct) =>
        await OverAsync(folder, async connection =>
        {
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

    /// <summary>Not silent: the new flags come back as events, which is how open lists on this very connection hear of them.</summary>
    private static Task<StoreResult> StoreAsync(ImapConnection connection, UidSet uids, Flag flag, bool on, CancellationToken ct) =>
        connection.StoreAsync(uids, on ? StoreAction.Add : StoreAction.Remove, FlagSet.Of(flag), null, silent: false, ct);

    private static async Task<UidSet> WithoutAsync(ImapConnection connection, UidSet uids, Flag flag, bool on, CancellationToken ct)
    {
        var changing = new List<Uid>();
        await foreach (var row in connection.FetchAsync(uids, FetchItems.FlagsOnly, ct: ct))
            if (row is { Uid: { } uid, Flags: { } flags } && flags.Contains(flag) != on) changing.Add(uid);
        return UidSet.From(changing);
    }

    private async Task<T> OverAsync<T>(MailboxName folder, Func<ImapConnection, Task<T>> work, CancellationToken ct)
    {
        await using var lease = await pool.RentAsync(folder, LeaseUse.Shared, ct);
        try
        {
            return await work(lease.Connection);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }
}
