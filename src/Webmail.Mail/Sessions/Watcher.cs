using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Folders;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Sessions;

/// <summary>
/// Keeps every folder live over one connection: NOTIFY for the personal mailboxes where the server has it (RFC 5465); else IDLE on
/// INBOX and sweeps of LIST-STATUS for the rest. Lives while somebody looks at the folder tree.
/// </summary>
internal sealed partial class Watcher(ConnectionSource source, ISessionPool pool, FolderDirectory directory, SessionServices services) : IFolderListener, IAsyncDisposable
{
    /// <summary>Between two looks whether somebody still watches.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Channel<bool> _sweep = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task? _loop;
    private bool _wanted;
    private CancellationTokenSource? _watching;
    private TaskCompletionSource? _left;

    /// <summary>How it watches, or did last.</summary>
    public FolderWatch Watch { get; private set; }

    /// <summary>Starts watching unless it does already.</summary>
    public void Start()
    {
        lock (_lock)
        {
            _wanted = true;
            if (_loop is { IsCompleted: false } || _stop.IsCancellationRequested) return;
            _loop = Task.Run(RunAsync, CancellationToken.None);
        }
    }

    public void OnEvent(ImapEvent change)
    {
        switch (change)
        {
            case MailboxStatusEvent { Status: var status }:
                directory.Report(status.Name, (int?)status.Messages, (int?)status.Unseen);
                // RFC 5465 lets a server tell only what changed: without the unread count the number shown would be stale.
                if (status.Unseen is null) _sweep.Writer.TryWrite(true);
                break;
            case MailboxListEvent { Listing: var listing }:
                directory.Report(listing);
                break;
            case ExistsEvent or ExpungeEvent or VanishedEvent or FlagsEvent or NotificationOverflowEvent or MailboxResyncEvent:
                _sweep.Writer.TryWrite(true);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task? loop;
        lock (_lock) loop = _loop;
        if (loop is not null) await loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var ct = _stop.Token;
        while (!ct.IsCancellationRequested && IsWanted())
        {
            try
            {
                await WatchAsync(ct);
            }
            catch (MailUnavailableException full) when (full.Failure == MailFailure.TooBusy)
            {
                await SweepAsync(ct);
            }
            catch (Exception error) when (MailFailures.IsExpected(error))
            {
                if (ct.IsCancellationRequested || error is MailUnavailableException { Failure: MailFailure.SignedOut }) return;
                LogInterrupted(services.Logger, error.Message);
                await PauseAsync(ct);
            }
            catch (Exception error)
            {
                LogFailed(services.Logger, error);
                await PauseAsync(ct);
            }
        }
    }

    /// <summary>Decided under the lock: a subscriber that comes while the loop is about to end keeps it going.</summary>
    private bool IsWanted()
    {
        lock (_lock)
        {
            _wanted = _wanted || directory.IsWatched;
            var wanted = _wanted;
            _wanted = false;
            return wanted;
        }
    }

    /// <summary>Ends the connection that watches, because somebody needs it to work with. Sweeps over the workers' connections go on in its place.</summary>
    public async Task<bool> StepBackAsync()
    {
        Task left;
        lock (_lock)
        {
            if (_left is null || _watching is null) return false;
            left = _left.Task;
            _watching.Cancel();
        }

        await left;
        return true;
    }

    /// <summary>Where no connection is to spare: asks for the counts of all folders from time to time, beside whatever the workers do.</summary>
    private async Task SweepAsync(CancellationToken ct)
    {
        Watch = FolderWatch.Asked;
        var start = services.Time.GetTimestamp();
        while (directory.IsWatched && !ct.IsCancellationRequested && services.Time.GetElapsedTime(start) < AccountConnections.Memory)
        {
            try
            {
                await using var lease = await pool.RentAnyAsync(ct);
                await directory.RefreshOverAsync(lease.Connection, ct);
            }
            catch (Exception error) when (MailFailures.IsExpected(error))
            {
                if (ct.IsCancellationRequested || MailFailures.From(error, ct) is MailUnavailableException { Failure: MailFailure.SignedOut }) return;
                LogInterrupted(services.Logger, error.Message);
            }

            await PauseAsync(services.Limits.SweepInterval, ct);
        }
    }

    /// <summary>Returns when nobody watches any more or the connection is over.</summary>
    private async Task WatchAsync(CancellationToken stop)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ct = watching.Token;
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) (_watching, _left) = (watching, left);
        try
        {
            await WatchOverAsync(ct);
        }
        catch (Exception error) when (MailFailures.IsExpected(error) && watching.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new MailUnavailableException(MailFailure.TooBusy, "", error); // it stepped back
        }
        finally
        {
            lock (_lock) (_watching, _left) = (null, null);
            left.SetResult();
        }
    }

    private async Task WatchOverAsync(CancellationToken ct)
    {
        var worker = await source.OpenToWatchAsync(ct);
        try
        {
            worker.Attach(this, _ => true);
            await worker.Ready.WaitAsync(ct);
            var connection = worker.Connection;
            var notified = await TryNotifyAsync(connection, ct);
            Watch = notified ? FolderWatch.Told : FolderWatch.Asked;
            // Register first, look second: what changes in between is told twice rather than never.
            await directory.RefreshOverAsync(connection, ct);
            if (!notified) await connection.ExamineAsync(MailboxName.Inbox, ct: ct);
            await using var idle = notified ? null : await connection.IdleAsync(ct);
            await StayAsync(worker, notified, ct);
        }
        finally
        {
            worker.Detach(this);
            await LeaveAsync(worker);
        }
    }

    private async Task StayAsync(Worker worker, bool notified, CancellationToken ct)
    {
        var pause = notified ? services.Limits.KeepAlive : services.Limits.SweepInterval;
        var last = services.Time.GetTimestamp();
        while (directory.IsWatched && !worker.Closed.IsCompleted)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var look = Task.Delay(LookInterval, services.Time, waiting.Token);
            var asked = _sweep.Reader.WaitToReadAsync(waiting.Token).AsTask();
            await Task.WhenAny(look, asked, worker.Closed);
            var sweep = asked.IsCompletedSuccessfully && _sweep.Reader.TryRead(out _);
            await waiting.CancelAsync();
            ct.ThrowIfCancellationRequested();
            if (!sweep && services.Time.GetElapsedTime(last) < pause) continue;
            last = services.Time.GetTimestamp();
            if (sweep || !notified) await directory.RefreshOverAsync(worker.Connection, ct);
            else await worker.Connection.NoopAsync(ct);
        }
    }

    private async Task<bool> TryNotifyAsync(ImapConnection connection, CancellationToken ct)
    {
        if (!connection.Capabilities.Has("NOTIFY")) return false;
        try
        {
            await connection.NotifyAsync(new NotifySet { Personal = true }, ct);
            return true;
        }
        catch (ImapCommandException refused)
        {
            LogNotifyRefused(services.Logger, source.Host, refused.Text);
            return false;
        }
    }

    private Task PauseAsync(CancellationToken ct) => PauseAsync(TimeSpan.FromSeconds(2), ct);

    private async Task PauseAsync(TimeSpan pause, CancellationToken ct)
    {
        try
        {
            await Task.Delay(pause, services.Time, ct);
        }
        catch (OperationCanceledException)
        {
            // The account is being closed: the loop looks.
        }
    }

    private async Task LeaveAsync(Worker worker)
    {
        var unexpected = worker.Closed.IsCompleted;
        try
        {
            if (!unexpected && !_stop.IsCancellationRequested) await worker.Connection.LogoutAsync(CancellationToken.None);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            // It was being closed anyway.
        }

        await worker.Connection.DisposeAsync();
        await worker.Closed;
        services.Metrics.Closed(source.Host);
        if (unexpected) source.ReportBroken(worker.Connection.BreakReason);
    }

    [LoggerMessage(3301, LogLevel.Debug, "Watching the folders was interrupted: {Reason}")]
    private static partial void LogInterrupted(ILogger logger, string reason);

    [LoggerMessage(3302, LogLevel.Error, "Watching the folders failed; it starts again.")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(3303, LogLevel.Information, "{Host} announces NOTIFY but refuses it: {Text}. Folders are swept instead.")]
    private static partial void LogNotifyRefused(ILogger logger, string host, string text);
}
