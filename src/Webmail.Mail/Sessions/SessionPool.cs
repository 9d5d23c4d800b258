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
    private bool _disposed;

    public async Task<FolderLease> RentAsync(MailboxName folder, LeaseUse use, CancellationToken ct)
    {
        var lease = await TakeAsync(folder, use, ct);
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

    public Task<FolderLease> RentAnyAsync(CancellationToken ct) => TakeAsync(null, LeaseUse.Shared, ct);

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

    private async Task<FolderLease> TakeAsync(MailboxName? folder, LeaseUse use, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timer = time.CreateTimer(_ => patience.Cancel(), null, limits.RentTimeout, Timeout.InfiniteTimeSpan);
        while (true)
        {
            TaskCompletionSource? turn = null;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (Choose(folder, use) is { } worker) return Lend(worker, folder, use);
                if (_workers.Count + _opening < source.WorkerCap(limits.WorkersPerAccount)) _opening++;
                else _waiters.Enqueue(turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            if (turn is null)
            {
                await OpenAsync(ct);
                continue;
            }

            metrics.Waiting(source.Host, 1);
            try
            {
                await turn.Task.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new MailUnavailableException(MailFailure.TooBusy, "");
            }
            finally
            {
                if (!turn.TrySetResult()) WakeOne(); // it was our turn and we left: the next one takes it
                metrics.Waiting(source.Host, -1);
            }
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
            if (same && (use == LeaseUse.Shared || worker.Shared == 0)) return worker;
            // Nothing selected yet: those who share it need no folder, so it can take ours.
            if (worker.Folder is null && use == LeaseUse.Shared) return worker;
            // A worker without selection first: re-selecting a big folder later is what costs.
            if (worker.IsFree && (free is null || (free.Folder is not null && worker.Folder is null))) free = worker;
        }

        return free;
    }

    private FolderLease Lend(Worker worker, MailboxName? folder, LeaseUse use)
    {
        if (folder is not null && !folder.Equals(worker.Folder))
        {
            worker.Folder = folder;
            worker.ForgetSelection();
        }

        if (use == LeaseUse.Shared) worker.Shared++;
        else worker.Exclusive = true;
        metrics.Rented(source.Host, 1);
        return new FolderLease(worker, use, GiveBack);
    }

    private void GiveBack(FolderLease lease)
    {
        lock (_lock)
        {
            if (lease.Use == LeaseUse.Shared) lease.Worker.Shared--;
            else lease.Worker.Exclusive = false;
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
            worker = await source.OpenAsync(ct);
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
