using Webmail.Mail.Folders;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Compose;

/// <summary>Drafts and sent mail over the account's pool. One save at a time: two tabs, a slow save and a quick one never cross.</summary>
internal sealed class DraftBox(ISessionPool pool, SpecialFolders folders) : IDraftBox, IDisposable
{
    /// <summary>Discarded drafts that are remembered; a save that is later than this many discards is not.</summary>
    private const int MaxDiscarded = 1_000;

    /// <summary>Drafts whose revision is remembered.</summary>
    private const int MaxKnown = 10_000;

    private static readonly FlagSet DraftFlags = FlagSet.Of(Flag.Draft, Flag.Seen);

    private static readonly FlagSet SentFlags = FlagSet.Of(Flag.Seen);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<Guid> _discarded = new();
    private readonly Dictionary<Guid, int> _revisions = [];

    public async Task<int> SaveAsync(Guid draft, int known, bool force, Func<int, DraftWriting> writing, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_discarded.Contains(draft)) throw new ComposeException(ComposeProblem.Discarded);
            // After a restart, or from another node, what the composer knows is what there is.
            var present = _revisions.GetValueOrDefault(draft, known);
            if (known < present && !force) throw new ComposeException(ComposeProblem.ChangedElsewhere);
            var next = Math.Max(known, present) + 1;
            await PutAsync(draft, writing(next), ct);
            if (_revisions.Count >= MaxKnown) _revisions.Clear();
            _revisions[draft] = next;
            return next;
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task PutAsync(Guid draft, DraftWriting writing, CancellationToken ct)
    {
        var folder = await folders.EnsureAsync(FolderRole.Drafts, "Drafts", ct);
        if (writing.HasPlaces)
        {
            if (await TryPutAsync(draft, folder, writing, joined: true, ct)) return;
            await writing.FetchAsync(ct); // while no connection is held: there may be but one
        }

        await TryPutAsync(draft, folder, writing, joined: false, ct);
    }

    /// <returns>False: the server does not join messages, or not these; nothing was added.</returns>
    private async Task<bool> TryPutAsync(Guid draft, MailboxName folder, DraftWriting writing, bool joined, CancellationToken ct)
    {
        var pieces = await writing.MeasureAsync(joined, ct);
        await using var lease = await pool.RentAsync(folder, LeaseUse.Exclusive, ct);
        var connection = lease.Connection;
        if (joined && !connection.Capabilities.Has("CATENATE")) return false;
        AppendResult added;
        try
        {
            added = await AddAsync(connection, draft, folder, pieces, (output, cancel) => writing.WriteAsync(output, joined, cancel), ct);
        }
        catch (ImapCommandException refused) when (joined && refused.Code?.Kind is not (ResponseCodeKind.OverQuota or ResponseCodeKind.TooBig))
        {
            return false; // BADURL: what it named is gone; others say nothing
        }

        if (added is { Uid: { } uid, UidValidity: { } validity }) await writing.StoredAsync(new MessageReference(folder, validity, uid), ct);
        var all = await StatesAsync(connection, draft, ct);
        // Without UIDPLUS the newest state is the one that came last.
        if (added.Uid is { } kept) all = all.Except(UidSet.Of(kept));
        else if (!all.IsEmpty) all = all.Except(UidSet.Of(all.Max));
        await RemoveAsync(connection, all, ct);
        return true;
    }

    public async Task DiscardAsync(Guid draft, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (!_discarded.Contains(draft)) _discarded.Enqueue(draft);
            if (_discarded.Count > MaxDiscarded) _discarded.Dequeue();
            if (await folders.FindAsync(FolderRole.Drafts, ct) is not { } folder) return;
            await using var lease = await pool.RentAsync(folder, LeaseUse.Exclusive, ct);
            await RemoveAsync(lease.Connection, await StatesAsync(lease.Connection, draft, ct), ct);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<MessageReference?> FindAsync(Guid draft, CancellationToken ct)
    {
        try
        {
            if (await folders.FindAsync(FolderRole.Drafts, ct) is not { } folder) return null;
            await using var lease = await pool.RentAsync(folder, LeaseUse.Shared, ct);
            var all = await StatesAsync(lease.Connection, draft, ct);
            return all.IsEmpty ? null : new MessageReference(folder, lease.Validity, all.Max);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }

    public async Task<long?> LimitAsync(CancellationToken ct)
    {
        try
        {
            await using var lease = await pool.RentAnyAsync(ct);
            return lease.Connection.Capabilities.AppendLimit is { } limit ? (long)Math.Min(limit, long.MaxValue) : null;
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            if (ct.IsCancellationRequested) throw;
            return null; // said by the server when it is there again
        }
    }

    public async Task<bool> JoinsAsync(CancellationToken ct)
    {
        try
        {
            await using var lease = await pool.RentAnyAsync(ct);
            return lease.Connection.Capabilities.Has("CATENATE");
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }

    public async Task FileSentAsync(string folder, string messageId, SentCopy copy, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(copy);
        try
        {
            var sent = folder.Length > 0 ? MailboxName.Create(folder) : await folders.EnsureAsync(FolderRole.Sent, "Sent", ct);
            await using var lease = await pool.RentAsync(sent, LeaseUse.Exclusive, ct);
            // A crash after the copy and before we wrote down that it is there; or a server that files by itself.
            var there = await lease.Connection.SearchAsync(SearchQuery.HeaderContains("Message-ID", messageId), SearchReturn.Hits, ct);
            if (there.All is { IsEmpty: false }) return;
            if (copy.CanBeJoined && lease.Connection.Capabilities.Has("CATENATE") && await JoinedMessage.TryAppendAsync(lease.Connection, sent, copy, SentFlags, ct)) return;
            await using var content = copy.Open(0, copy.Length);
            await lease.Connection.AppendAsync(sent, AppendMessage.From(content, copy.Length) with { Flags = SentFlags, HasUtf8Headers = copy.HasUtf8Headers }, ct);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }

    public async Task MarkAsync(DraftSource source, CancellationToken ct)
    {
        var flag = source.Relation == DraftKind.Forward ? Flag.Forwarded : Flag.Answered;
        try
        {
            await using var lease = await pool.RentAsync(MailboxName.Create(source.Folder), LeaseUse.Shared, ct);
            if (lease.Validity.Value != source.Validity || !Uid.TryParse(source.Uid.ToString(System.Globalization.CultureInfo.InvariantCulture), out var uid)) return;
            await lease.Connection.StoreAsync(UidSet.Of(uid), StoreAction.Add, FlagSet.Of(flag), null, silent: false, ct);
        }
        catch (ImapCommandException)
        {
            // A folder that takes no such flag, or that is gone: the message was sent all the same.
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            if (MailFailures.From(error, ct) is not MailUnavailableException { Failure: MailFailure.Gone or MailFailure.NotPermitted }) throw MailFailures.From(error, ct);
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>In place of the state from before where the server does that as one (REPLACE, RFC 8508); else beside it.</summary>
    private static async Task<AppendResult> AddAsync(
        ImapConnection connection, Guid draft, MailboxName folder, IReadOnlyList<MessagePiece> pieces, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var before = connection.Capabilities.Has("REPLACE") ? await StatesAsync(connection, draft, ct) : UidSet.Empty;
        if (!before.IsEmpty)
        {
            try
            {
                return await JoinedMessage.SendAsync(pieces, write, DraftFlags, message => connection.ReplaceAsync(before.Max, folder, message, ct), ct);
            }
            catch (ImapCommandException refused) when (refused.Code?.Kind == ResponseCodeKind.NonExistent)
            {
                // Another node replaced it just now: what is too many is removed below.
            }
        }

        return await JoinedMessage.SendAsync(pieces, write, DraftFlags, message => connection.AppendAsync(folder, message, ct), ct);
    }

    private static async Task<UidSet> StatesAsync(ImapConnection connection, Guid draft, CancellationToken ct) =>
        (await connection.SearchAsync(SearchQuery.HeaderContains(DraftState.IdField, draft.ToString("D")), SearchReturn.Hits, ct)).All ?? UidSet.Empty;

    private static async Task RemoveAsync(ImapConnection connection, UidSet uids, CancellationToken ct)
    {
        if (uids.IsEmpty) return;
        await connection.StoreAsync(uids, StoreAction.Add, FlagSet.Of(Flag.Deleted), null, ct);
        if (connection.Capabilities.Has("UIDPLUS")) await connection.ExpungeAsync(uids, ct);
        else if (await connection.SearchAsync(SearchQuery.Deleted, SearchReturn.Hits, ct) is { All: { } all } && all.Except(uids).IsEmpty) await connection.ExpungeAsync(null, ct);
    }
}
