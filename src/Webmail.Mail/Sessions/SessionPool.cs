using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Sessions;

/// <summary>
/// The workers of one account. Renting prefers, in this order: a worker that has the folder selected, a free one, a new
/// one within the caps, and else waits for one to come back.
/// </summary>
internal sealed class SessionPool(ConnectionSource source, SessionLimits limits, SessionMetrics metrics, TimeProvider time)
    : ISessionPool, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Worker> _workers = [];
    private readonly List<Renter> _renters = []; // who waits, in the order of coming
    private int _opening;
    private bool _disposed;

    /// <summary>Between two tries at a server that takes no connection at all.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(500);

    public async Task<FolderLease> RentAsync(MailboxName folder, LeaseUse use, CancellationToken ct) => await SelectAsync(await TakeAsync(folder, use, null, ct), folder, null, ct);

    public async Task<FolderLease> RentToLookAsync(MailboxName folder, RestingNeed need, CancellationToken ct) =>
        await SelectAsync(await TakeAsync(folder, LeaseUse.Resting, need, ct), folder, need.Known, ct);

    private async Task<FolderLease> SelectAsync(FolderLease lease, MailboxName folder, QResync? known, CancellationToken ct)
    {
        try
        {
            await lease.Worker.SelectAsync(folder, known).WaitAsync(ct);
            return lease;
        }
        catch (Exception error)
        {
            if (error is ImapCommandException) Unselect(lease.Worker, folder);
            var gone = error is ImapCommandException { Code: null } && await GoneFolder.IsGoneAsync(lease.Connection, folder, ct);
            await lease.DisposeAsync();
            throw gone ? MailFailures.Gone((ImapCommandException)error) : MailFailures.From(error, ct);
        }
    }

    public async Task<FolderLease> RentAnyAsync(CancellationToken ct)
    {
        var lease = await TakeAsync(null, LeaseUse.Shared, null, ct);
        try
        {
            await lease.Worker.Ready.WaitAsync(ct);
            return lease;
        }
        catch (OperationCanceledException)
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Logs out the workers nobody used for a while.</summary>
    public async Task CloseIdleAsync(TimeSpan idle)
    {
        var now = time.GetTimestamp();
        List<Worker> closing;
        lock (_lock)
        {
            closing = [.. _workers.Where(worker => worker.IsFree && time.GetElapsedTime(worker.LastUsed, now) >= idle)];
            foreach (var worker in closing) _workers.Remove(worker);
        }

        foreach (var worker in closing) await LeaveAsync(worker);
    }

    /// <summary>Whether there is a connection, or one is being made.</summary>
    private bool HasWorkersSoon
    {
        get
        {
            lock (_lock) return _workers.Count + _opening > 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Worker> closing;
        lock (_lock)
        {
            _disposed = true;
            closing = [.. _workers];
            _workers.Clear();
            foreach (var renter in _renters) renter.End(new ObjectDisposedException(nameof(SessionPool)));
            _renters.Clear();
        }

        foreach (var worker in closing)
        {
            await worker.Connection.DisposeAsync();
            await worker.Closed;
        }
    }

    private async Task<FolderLease> TakeAsync(MailboxName? folder, LeaseUse use, RestingNeed? need, CancellationToken ct)
    {
        var renter = new Renter(folder, use, need);
        // Its own clock, not a timer of ours: that one can strike while what it cancels is being disposed.
        using var late = new CancellationTokenSource(renter.Presses ? limits.RentTimeout : Timeout.InfiniteTimeSpan, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        while (true)
        {
            Task<FolderLease?> turn;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                turn = renter.Enter();
                _renters.Add(renter);
                Serve();
            }

            if (!turn.IsCompleted) await WaitAsync(renter, turn, patience.Token, ct);
            if (await turn is { } lease) return lease;
            await TryOpenAsync(patience.Token, ct);
        }
    }

    /// <summary>Gives what is free to those who wait, in their order: those who need it now, those who look and have asked, those who look. Called under the lock.</summary>
    /// <remarks>The connection is handed over here and not to whoever comes first after a wake-up: who just gave one back would be the quickest to take it again.</remarks>
    private void Serve()
    {
        foreach (var renter in _renters.OrderByDescending(renter => renter.Urgency).ToList())
        {
            // Who only looks lets those go first for whom it made room.
            if (!renter.Presses && _renters.Exists(other => other.Urgency > renter.Urgency)) return;
            var searches = renter.Use == LeaseUse.Search ? SearchesApart(renter.Folder!) : null;
            if (searches is { } many && _workers.Count(worker => worker.Searches) >= many) continue;
            if (Choose(renter.Folder, renter.Use, apart: searches is not null) is { } worker) HandOver(renter, Lend(worker, renter, searches is not null));
            else if (_workers.Count + _opening < source.WorkerCap(limits.WorkersPerAccount))
            {
                _opening++;
                HandOver(renter, null);
            }
            else if (renter.Urgency > 0 && WhoCouldLeave(renter) is { } other)
            {
                foreach (var lease in other.Resting) lease.AskBack();
            }
        }
    }

    private void HandOver(Renter renter, FolderLease? lease)
    {
        _renters.Remove(renter);
        renter.Take(lease);
    }

    private async Task TryOpenAsync(CancellationToken patience, CancellationToken ct)
    {
        try
        {
            await OpenAsync(ct);
        }
        catch (MailUnavailableException refused) when (refused.Failure == MailFailure.TooBusy)
        {
            // The server takes no more than there are now: the next round waits for one of them.
            if (HasWorkersSoon) return;
            try
            {
                // None at all: other programs of this person have them, or a sign-in of this moment.
                await Task.Delay(BusyPause, time, patience);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw refused;
            }
        }
    }

    /// <summary>Returns when it is its turn.</summary>
    private async Task WaitAsync(Renter renter, Task turn, CancellationToken patience, CancellationToken ct)
    {
        metrics.Waiting(source.Host, 1);
        try
        {
            if (renter.Need is { } need && !renter.Presses)
            {
                using var over = CancellationTokenSource.CreateLinkedTokenSource(patience);
                await Task.WhenAny(turn, need.Wanted, Task.Delay(limits.SweepInterval, time, over.Token));
                await over.CancelAsync();
                Ask(renter, need.Wanted.IsCompleted);
                await Task.WhenAny(turn, need.Wanted).WaitAsync(patience);
                Ask(renter, need.Wanted.IsCompleted);
            }

            await turn.WaitAsync(patience);
        }
        catch (OperationCanceledException late)
        {
            await GiveUpAsync(renter);
            if (ct.IsCancellationRequested) throw;
            throw new MailUnavailableException(MailFailure.TooBusy, "", late);
        }
        finally
        {
            metrics.Waiting(source.Host, -1);
        }
    }

    private void Ask(Renter renter, bool now)
    {
        lock (_lock)
        {
            renter.Ask(now);
            Serve();
        }
    }

    /// <summary>Waits no longer; what came to it in this very moment goes to the next one.</summary>
    private async ValueTask GiveUpAsync(Renter renter)
    {
        FolderLease? given;
        lock (_lock)
        {
            if (_renters.Remove(renter)) return;
            given = renter.Given;
            if (given is null)
            {
                _opening--;
                Serve();
            }
        }

        if (given is not null) await given.DisposeAsync();
    }

    /// <summary>How many searches may have a connection of their own: the list and a download keep theirs. Null where this one shares.</summary>
    private int? SearchesApart(MailboxName folder)
    {
        var many = source.WorkerCap(limits.WorkersPerAccount) - 2;
        var isSmall = _workers.Exists(worker => !worker.Exclusive && folder.Equals(worker.Folder) && worker.Exists <= limits.SearchedApart);
        return many <= 0 || isSmall ? null : many;
    }

    private Worker? Choose(MailboxName? folder, LeaseUse use, bool apart)
    {
        apart |= use == LeaseUse.Exclusive;
        Worker? free = null;
        foreach (var worker in _workers)
        {
            if (worker.Exclusive || worker.Closed.IsCompleted) continue;
            if (folder is null) return worker; // LIST, STATUS and the like go beside whatever is selected
            var same = folder.Equals(worker.Folder);
            if (same && (!apart || worker.Shared == 0)) return worker;
            // Nothing selected yet: those who share it need no folder, so it can take ours.
            if (worker.Folder is null && !apart) return worker;
            // A worker without selection first: re-selecting a big folder later is what costs.
            if (worker.IsFree && (free is null || (free.Folder is not null && worker.Folder is null))) free = worker;
        }

        return free;
    }

    private FolderLease Lend(Worker worker, Renter renter, bool searchesApart)
    {
        if (renter.Folder is { } folder && !folder.Equals(worker.Folder))
        {
            worker.Folder = folder;
            worker.ForgetSelection();
        }

        var isAlone = searchesApart || renter.Use == LeaseUse.Exclusive;
        var lease = new FolderLease(worker, renter.Use, isAlone, GiveBack, renter.Need?.AskedBack ?? (static () => { }));
        if (isAlone) (worker.Exclusive, worker.Searches) = (true, searchesApart);
        else worker.Shared++;
        if (renter.Use == LeaseUse.Resting) worker.Resting.Add(lease);
        metrics.Rented(source.Host, 1);
        return lease;
    }

    /// <summary>The connection of a folder that is only looked at: where no further one is to be had it is given up, and takes its turn after us.</summary>
    private Worker? WhoCouldLeave(Renter renter) => _workers.Find(one =>
        !one.Exclusive && one.Resting.Count > 0 && one.Resting.Count == one.Shared && (renter.Use == LeaseUse.Exclusive || !Equals(renter.Folder, one.Folder)));

    private void GiveBack(FolderLease lease)
    {
        metrics.Rented(source.Host, -1);
        if (lease is { Use: LeaseUse.Search, IsAlone: true, Connection.PendingCommands: > 0 })
        {
            _ = AbandonAsync(lease.Worker);
            return;
        }

        lock (_lock)
        {
            if (!lease.IsAlone) lease.Worker.Shared--;
            lease.Worker.Resting.Remove(lease);
            Free(lease.Worker, lease.IsAlone);
        }
    }

    private void Free(Worker worker, bool wasAlone)
    {
        if (wasAlone) (worker.Exclusive, worker.Searches) = (false, false);
        worker.LastUsed = time.GetTimestamp();
        Serve();
    }

    /// <summary>A search nobody waits for any more: it ends in a moment, or its connection does. Never throws.</summary>
    private async Task AbandonAsync(Worker worker)
    {
        try
        {
            using var grace = new CancellationTokenSource(limits.SearchGrace, time);
            await worker.Connection.NoopAsync(grace.Token);
            lock (_lock) Free(worker, wasAlone: true);
        }
        catch (OperationCanceledException)
        {
            lock (_lock) _workers.Remove(worker); // it ends as we want it to
            await worker.Connection.DisposeAsync();
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            // It broke meanwhile, and is forgotten as others are.
        }
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        Worker? worker = null;
        try
        {
            worker = await source.OpenToWorkAsync(ct);
        }
        finally
        {
            var orphan = false;
            lock (_lock)
            {
                _opening--;
                if (worker is not null)
                {
                    worker.LastUsed = time.GetTimestamp();
                    if (_disposed) orphan = true;
                    else _workers.Add(worker);
                }
                else
                {
                    Serve();
                }
            }

            if (orphan) await worker!.Connection.DisposeAsync();
            else if (worker is not null) _ = ForgetWhenClosedAsync(worker);
        }
    }

    /// <summary>Never throws: the worker's pump ends quietly and the source counts the failure.</summary>
    private async Task ForgetWhenClosedAsync(Worker worker)
    {
        await worker.Closed;
        bool unexpected;
        metrics.Closed(source.Host);
        lock (_lock)
        {
            unexpected = _workers.Remove(worker);
            Serve();
        }

        if (unexpected) source.ReportBroken(worker.Connection.BreakReason);
    }

    private void Unselect(Worker worker, MailboxName folder)
    {
        lock (_lock)
        {
            // A failed SELECT leaves nothing selected (RFC 9051 section 6.3.2).
            if (!folder.Equals(worker.Folder)) return;
            worker.Folder = null;
            worker.ForgetSelection();
        }
    }

    private static async Task LeaveAsync(Worker worker)
    {
        try
        {
            await worker.Connection.LogoutAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or ImapCommandException or OperationCanceledException)
        {
            // It was being closed anyway.
        }

        await worker.Connection.DisposeAsync();
        await worker.Closed;
    }
}
