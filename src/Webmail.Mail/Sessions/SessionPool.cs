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
    private readonly Queue<TaskCompletionSource> _waiters = new();
    private int _opening;
    private int _pressing; // waiters that need a connection now
    private int _asking; // waiters that asked for one that only looks
    private bool _disposed;

    public async Task<FolderLease> RentAsync(MailboxName folder, LeaseUse use, CancellationToken ct) => await SelectAsync(await TakeAsync(folder, use, null, ct), folder, ct);

    public async Task<FolderLease> RentToLookAsync(MailboxName folder, RestingNeed need, CancellationToken ct) =>
        await SelectAsync(await TakeAsync(folder, LeaseUse.Resting, need, ct), folder, ct);

    private async Task<FolderLease> SelectAsync(FolderLease lease, MailboxName folder, CancellationToken ct)
    {
        try
        {
            await lease.Worker.SelectAsync(folder).WaitAsync(ct);
            return lease;
        }
        catch (Exception error)
        {
            if (error is ImapCommandException) Unselect(lease.Worker, folder);
            var gone = error is ImapCommandException { Code: null } && await IsGoneAsync(lease.Connection, folder, ct);
            await lease.DisposeAsync();
            throw gone ? MailFailures.Gone((ImapCommandException)error) : MailFailures.From(error, ct);
        }
    }

    /// <summary>Dovecot 2.3 and others refuse SELECT of a folder that is not there without saying NONEXISTENT (RFC 5530).</summary>
    private static async Task<bool> IsGoneAsync(ImapConnection connection, MailboxName folder, CancellationToken ct)
    {
        if (folder.Value.AsSpan().ContainsAny('*', '%')) return false; // would be a pattern
        try
        {
            var listed = await connection.ListAsync(new ListOptions { Pattern = folder.Value, Subscriptions = false, SpecialUse = false }, ct);
            return !listed.Any(listing => listing.Name.Equals(folder) && listing.IsSelectable);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            return false;
        }
    }

    public Task<FolderLease> RentAnyAsync(CancellationToken ct) => TakeAsync(null, LeaseUse.Shared, null, ct);

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

    public bool HasWorkers
    {
        get
        {
            lock (_lock) return _workers.Count > 0;
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
            while (_waiters.TryDequeue(out var waiter)) waiter.TrySetResult();
        }

        foreach (var worker in closing)
        {
            await worker.Connection.DisposeAsync();
            await worker.Closed;
        }
    }

    private async Task<FolderLease> TakeAsync(MailboxName? folder, LeaseUse use, RestingNeed? need, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timer = time.CreateTimer(_ => patience.Cancel(), null, need is { Wanted.IsCompleted: false } ? Timeout.InfiniteTimeSpan : limits.RentTimeout, Timeout.InfiniteTimeSpan);
        while (true)
        {
            TaskCompletionSource? turn = null;
            FolderLease? lent = null;
            bool presses, asked;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                presses = need is not { Wanted.IsCompleted: false };
                // Who only looks lets those go first for whom it made room.
                if ((presses || _pressing == 0) && Choose(folder, use) is { } worker) lent = Lend(worker, folder, use, need);
                else if (_workers.Count + _opening < source.WorkerCap(limits.WorkersPerAccount)) _opening++;
                else
                {
                    _waiters.Enqueue(turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                    if (presses) _pressing++;
                }

                asked = use == LeaseUse.Resting && _asking > 0;
            }

            if (lent is not null)
            {
                // Who asked while nobody had it could ask nobody.
                if (asked) lent.AskBack();
                return lent;
            }

            if (turn is null) await TryOpenAsync(ct);
            else await WaitAsync(turn, folder, use, presses ? null : need, patience.Token, ct);
        }
    }

    private async Task TryOpenAsync(CancellationToken ct)
    {
        try
        {
            await OpenAsync(ct);
        }
        catch (MailUnavailableException refused) when (refused.Failure == MailFailure.TooBusy && HasWorkers)
        {
            // The server takes no more than there are now: the next round waits for one of them.
        }
    }

    /// <param name="idly">Set for who only looks and is not wanted yet.</param>
    private async Task WaitAsync(TaskCompletionSource turn, MailboxName? folder, LeaseUse use, RestingNeed? idly, CancellationToken patience, CancellationToken ct)
    {
        metrics.Waiting(source.Host, 1);
        var asks = false;
        try
        {
            if (idly is not null)
            {
                using var over = CancellationTokenSource.CreateLinkedTokenSource(patience);
                await Task.WhenAny(turn.Task, idly.Wanted, Task.Delay(limits.SweepInterval, time, over.Token));
                await over.CancelAsync();
            }

            lock (_lock) _asking++;
            asks = true;
            if (!turn.Task.IsCompleted) AskBack(folder, use);
            await turn.Task.WaitAsync(patience);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailUnavailableException(MailFailure.TooBusy, "");
        }
        finally
        {
            lock (_lock)
            {
                if (idly is null) _pressing--;
                if (asks) _asking--;
            }

            if (!turn.TrySetResult()) WakeOne(); // it was our turn: what is there may do for the next one too, or we left
            metrics.Waiting(source.Host, -1);
        }
    }

    private Worker? Choose(MailboxName? folder, LeaseUse use)
    {
        Worker? free = null;
        foreach (var worker in _workers)
        {
            if (worker.Exclusive || worker.Closed.IsCompleted) continue;
            if (folder is null) return worker; // LIST, STATUS and the like go beside whatever is selected
            var same = folder.Equals(worker.Folder);
            if (same && (use != LeaseUse.Exclusive || worker.Shared == 0)) return worker;
            // Nothing selected yet: those who share it need no folder, so it can take ours.
            if (worker.Folder is null && use != LeaseUse.Exclusive) return worker;
            // A worker without selection first: re-selecting a big folder later is what costs.
            if (worker.IsFree && (free is null || (free.Folder is not null && worker.Folder is null))) free = worker;
        }

        return free;
    }

    private FolderLease Lend(Worker worker, MailboxName? folder, LeaseUse use, RestingNeed? need)
    {
        if (folder is not null && !folder.Equals(worker.Folder))
        {
            worker.Folder = folder;
            worker.ForgetSelection();
        }

        var lease = new FolderLease(worker, use, GiveBack, need?.AskedBack ?? (static () => { }));
        if (use == LeaseUse.Exclusive) worker.Exclusive = true;
        else worker.Shared++;
        if (use == LeaseUse.Resting) worker.Resting.Add(lease);
        metrics.Rented(source.Host, 1);
        return lease;
    }

    /// <summary>Nothing is free and no further connection is to be had: a folder that is only looked at gives its connection up, and takes its turn after us.</summary>
    private void AskBack(MailboxName? folder, LeaseUse use)
    {
        FolderLease[] asked;
        lock (_lock)
        {
            var worker = _workers.Find(one => !one.Exclusive && one.Resting.Count > 0 && one.Resting.Count == one.Shared && (use == LeaseUse.Exclusive || !Equals(folder, one.Folder)));
            asked = worker is null ? [] : [.. worker.Resting];
        }

        foreach (var lease in asked) lease.AskBack();
    }

    private void GiveBack(FolderLease lease)
    {
        lock (_lock)
        {
            if (lease.Use == LeaseUse.Exclusive) lease.Worker.Exclusive = false;
            else lease.Worker.Shared--;
            lease.Worker.Resting.Remove(lease);
            lease.Worker.LastUsed = time.GetTimestamp();
        }

        metrics.Rented(source.Host, -1);
        WakeOne();
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
            }

            if (orphan) await worker!.Connection.DisposeAsync();
            else if (worker is not null) _ = ForgetWhenClosedAsync(worker);
            else WakeOne();
        }
    }

    /// <summary>Never throws: the worker's pump ends quietly and the source counts the failure.</summary>
    private async Task ForgetWhenClosedAsync(Worker worker)
    {
        await worker.Closed;
        bool unexpected;
        lock (_lock) unexpected = _workers.Remove(worker);
        metrics.Closed(source.Host);
        WakeOne();
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

    private void WakeOne()
    {
        lock (_lock)
        {
            while (_waiters.TryDequeue(out var waiter))
                if (waiter.TrySetResult()) return;
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
