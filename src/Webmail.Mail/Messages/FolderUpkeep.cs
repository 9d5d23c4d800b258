using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Messages;

/// <summary>
/// The one loop that works for an open folder in the background: keeps IDLE in force, fetches what events ask for, fills in previews,
/// asks for a sign of life, and takes a new connection when the old one broke. Events and windows never wait for it.
/// </summary>
internal sealed partial class FolderUpkeep : IAsyncDisposable
{
    private readonly LiveFolder _folder;
    private readonly LiveFolderServices _services;
    private readonly CancellationToken _stop;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private FolderNeeds _needs = FolderNeeds.Recount;
    private (int First, int Count, ListOrder Order)? _details;
    private Task _loop = Task.CompletedTask;

    public FolderUpkeep(LiveFolder folder, LiveFolderServices services, CancellationToken stop)
    {
        _folder = folder;
        _services = services;
        _stop = stop;
    }

    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    public void Need(FolderNeeds needs)
    {
        lock (_lock) _needs |= needs;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>The window people look at now; an earlier one that was not filled in yet is no longer wanted.</summary>
    public void WantDetails(int first, int count, ListOrder order)
    {
        lock (_lock) _details = (first, count, order);
        _wake.Writer.TryWrite(true);
    }

    public async ValueTask DisposeAsync()
    {
        _wake.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (await ServeAsync()) await _folder.GiveWayAsync(_stop);
            }
            catch (Exception error) when (MailFailures.IsExpected(error))
            {
                if (_stop.IsCancellationRequested) return;
                LogInterrupted(_services.Logger, error.Message);
            }
            catch (Exception error)
            {
                LogFailed(_services.Logger, error);
            }

            await ReconnectAsync();
        }
    }

    /// <summary>Returns when the connection is over, or is needed by somebody else (true); throws when it breaks in the middle of something.</summary>
    private async Task<bool> ServeAsync()
    {
        var closed = _folder.ConnectionClosed;
        await using var idle = await _folder.Connection.IdleAsync(_stop);
        while (!closed.IsCompleted)
        {
            _stop.ThrowIfCancellationRequested();
            var (needs, details) = Take();
            if (needs.HasFlag(FolderNeeds.GiveWay))
            {
                if (details is { } later) WantDetails(later.First, later.Count, later.Order);
                return true;
            }

            if (needs.HasFlag(FolderNeeds.Look)) await _folder.Connection.NoopAsync(_stop);
            if (needs.HasFlag(FolderNeeds.Resync)) await _folder.CompareAsync(_stop);
            if (needs.HasFlag(FolderNeeds.Arrivals)) await _folder.FetchArrivalsAsync(_stop);
            if (details is { } window) await _folder.DescribeAsync(window.First, window.Count, window.Order, _stop);
            if ((needs & (FolderNeeds.Recount | FolderNeeds.Arrivals)) != FolderNeeds.None) await _folder.CountUnreadAsync(_stop);
            if (Pending()) continue;
            await WaitAsync(closed);
        }

        return false;
    }

    private async Task WaitAsync(Task closed)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        var woken = _wake.Reader.WaitToReadAsync(quiet.Token).AsTask();
        var keepAlive = Task.Delay(_services.Limits.KeepAlive, _services.Time, quiet.Token);
        var first = await Task.WhenAny(woken, keepAlive, closed);
        await quiet.CancelAsync();
        while (_wake.Reader.TryRead(out _)) { }
        // A server that forgot our IDLE (or a NAT that forgot the connection) is found out here, not by the reader's patience.
        if (first == keepAlive && !_stop.IsCancellationRequested) await _folder.Connection.NoopAsync(_stop);
    }

    private async Task ReconnectAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _folder.ConnectAsync(_stop);
                Need(FolderNeeds.Recount);
                return;
            }
            catch (Exception error) when (MailFailures.IsExpected(error))
            {
                if (_stop.IsCancellationRequested) return;
                if (error is not MailUnavailableException { Failure: MailFailure.TooBusy }) _folder.EndLending();
                if (error is MailUnavailableException { Failure: MailFailure.SignedOut or MailFailure.Gone }) LogGone(_services.Logger, error.Message);
            }
            catch (Exception error)
            {
                // Whatever did not fit together would not do so the next time either.
                LogFailed(_services.Logger, error);
                _folder.Forget();
            }

            try
            {
                // Renting waited for the recovery loop already; this pause only keeps a refusing server from being asked in a circle.
                await Task.Delay(TimeSpan.FromSeconds(1), _services.Time, _stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private (FolderNeeds Needs, (int First, int Count, ListOrder Order)? Details) Take()
    {
        lock (_lock)
        {
            var taken = (_needs, _details);
            _needs = FolderNeeds.None;
            _details = null;
            return taken;
        }
    }

    private bool Pending()
    {
        lock (_lock) return _needs != FolderNeeds.None || _details is not null;
    }

    [LoggerMessage(3201, LogLevel.Debug, "An open folder lost its connection: {Reason}")]
    private static partial void LogInterrupted(ILogger logger, string reason);

    [LoggerMessage(3202, LogLevel.Error, "The upkeep of an open folder failed; it starts again with a new connection.")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(3203, LogLevel.Information, "An open folder can't be opened again: {Reason}")]
    private static partial void LogGone(ILogger logger, string reason);
}
