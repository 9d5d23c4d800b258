using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Tracing;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Sessions;

/// <summary>
/// Makes the account's connections, and has its only recovery loop: when the way to the server breaks, one loop tries with
/// growing pauses and everyone else waits for it. The first attempt is made at once and unannounced, so a server that
/// merely dropped a connection is never noticed.
/// </summary>
internal sealed partial class ConnectionSource : IAsyncDisposable
{
    private readonly AccountIdentity _identity;
    private readonly AccountLogin _login;
    private readonly ImapDialer _dialer;
    private readonly ConnectionBudget _budget;
    private readonly SessionLimits _limits;
    private readonly SessionMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _recovered;
    private CancellationTokenSource? _pause;
    private bool _isImpatient;
    private Task _recovery = Task.CompletedTask;
    private Worker? _spare;
    private readonly AccountConnections _connections;
    private readonly WireTap _tap = new();
    private readonly IDisposable? _tracing;

    public ConnectionSource(AccountIdentity identity, AccountLogin login, ImapDialer dialer, SessionServices services)
    {
        _identity = identity;
        _login = login;
        _dialer = dialer;
        _budget = services.Budget;
        _limits = services.Limits;
        _metrics = services.Metrics;
        _time = services.Time;
        _random = services.Random;
        _logger = services.Logger;
        _connections = new AccountConnections(services.Time);
        _tracing = services.Traces?.Attach(identity.AccountId, _tap);
        Health = new ConnectionHealth(LinkState.Online, _time.GetUtcNow(), null);
    }

    /// <summary>Told after <see cref="Health"/> changed; must not block.</summary>
    public Action<ConnectionHealth>? HealthChanged { get; init; }

    public ConnectionHealth Health { get; private set; }

    public string Host => _login.Imap.Host;

    public ServerEndpoint Server => _login.Imap;

    /// <summary>Of the last connection that was made for lists.</summary>
    public LineCompression Compression { get; private set; }

    public AccountLogin CopyLogin() => _login with { Password = _login.Password.Copy() };

    /// <inheritdoc cref="MailAccount.IsSignedIn"/>
    public bool IsSignedIn(AccountLogin login) =>
        Health.State == LinkState.Online && _connections.Open > 0 && login.Imap == _login.Imap && string.Equals(login.LoginName, _login.LoginName, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(login.Password.Bytes, _login.Password.Bytes);

    /// <summary>Asked when a worker needs the connection of whoever watches: ends that one and completes when it is closed. False: there is none.</summary>
    public Func<Task<bool>> StepBack { get; set; } = static () => Task.FromResult(false);

    /// <summary>Open connections of the account, and how many its server was found to allow (null: no limit met).</summary>
    public (int Open, int? Allowed) Connections => (_connections.Open, _connections.Allowed);

    /// <summary>The wanted cap, or less after the server said that it takes no more.</summary>
    public int WorkerCap(int wanted) => Math.Min(wanted, _connections.Allowed ?? wanted);

    /// <summary>A connection to watch with; only where one is to spare.</summary>
    /// <exception cref="MailUnavailableException">Too busy: none is.</exception>
    public Task<Worker> OpenToWatchAsync(CancellationToken ct) =>
        _connections is { Allowed: < 2 } or { HasRoom: false } ? throw new MailUnavailableException(MailFailure.TooBusy, "") : OpenAsync(forLists: false, ct);

    /// <summary>A connection to work with; the one that watches goes first where the server takes no more.</summary>
    /// <exception cref="MailUnavailableException"/>
    public async Task<Worker> OpenToWorkAsync(CancellationToken ct)
    {
        if (!_connections.HasRoom) await StepBack();
        try
        {
            return await OpenAsync(forLists: true, ct);
        }
        catch (MailUnavailableException refused) when (refused.Failure == MailFailure.TooBusy)
        {
            if (!await StepBack()) throw;
            return await OpenAsync(forLists: true, ct);
        }
    }

    /// <summary>A connection, signed in. While the way is broken, waits for the recovery loop.</summary>
    private async Task<Worker> OpenAsync(bool forLists, CancellationToken ct)
    {
        await WaitForRecoveryAsync(ct);
        if (Interlocked.Exchange(ref _spare, null) is { } spare && !spare.Closed.IsCompleted) return spare;
        try
        {
            return await DialAsync(forLists, ct);
        }
        catch (Exception error) when (ServerBusy.IsSaidBy(error))
        {
            throw new MailUnavailableException(MailFailure.TooBusy, error is ImapCommandException refused ? refused.Text : "", error);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            var failure = MailFailures.From(error, ct);
            if (failure is MailUnavailableException { Failure: MailFailure.Offline }) ReportBroken(error);
            else if (failure is MailUnavailableException { Failure: MailFailure.SignedOut }) SetHealth(LinkState.SignedOut, null);
            throw failure;
        }
    }

    /// <summary>A connection broke by itself: starts the recovery loop if it does not run yet.</summary>
    public void ReportBroken(Exception? reason)
    {
        _metrics.Failed(Host, reason?.GetType().Name ?? "closed");
        if (reason is not null && ServerBusy.IsSaidBy(reason))
        {
            _connections.Refused(); // the way is not broken
            return;
        }

        lock (_lock)
        {
            if (_recovered is not null || _stop.IsCancellationRequested || Health.State == LinkState.SignedOut) return;
            _recovered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            LogBroken(_logger, _identity.AccountId, Host, reason?.Message ?? "");
            _recovery = Task.Run(RecoverAsync, CancellationToken.None);
        }
    }

    /// <summary>Ends the pause of the recovery loop; in the middle of an attempt, the one that would follow.</summary>
    public void RetryNow()
    {
        lock (_lock)
        {
            _isImpatient = _recovered is not null && _pause is null;
            _pause?.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _recovery;
        if (Interlocked.Exchange(ref _spare, null) is { } spare) await spare.Connection.DisposeAsync();
        _tracing?.Dispose();
        _login.Password.Dispose();
        _stop.Dispose();
    }

    private async Task WaitForRecoveryAsync(CancellationToken ct)
    {
        TaskCompletionSource? recovered;
        lock (_lock) recovered = _recovered;
        if (Health.State == LinkState.SignedOut) throw new MailUnavailableException(MailFailure.SignedOut, "");
        if (recovered is null) return;
        try
        {
            await recovered.Task.WaitAsync(_limits.RentTimeout, _time, ct);
        }
        catch (TimeoutException late)
        {
            throw new MailUnavailableException(MailFailure.Offline, "", late);
        }

        if (Health.State == LinkState.SignedOut) throw new MailUnavailableException(MailFailure.SignedOut, "");
    }

    private async Task<Worker> DialAsync(bool forLists, CancellationToken ct)
    {
        if (_budget.TryTake(Host, _identity.TenantId) is not { } place)
        {
            _connections.Refused();
            throw new MailUnavailableException(MailFailure.TooBusy, "");
        }

        try
        {
            var (connection, ready) = await _dialer.DialAsync(_login, forLists, _tap, ct);
            _metrics.Opened(Host);
            return new Worker(connection, forLists ? NoteCompressionAsync(connection, ready) : ready, _connections.Count(place));
        }
        catch (Exception error)
        {
            place.Dispose();
            // Live with what is open instead of failing again and again.
            if (ServerBusy.IsSaidBy(error))
            {
                _connections.Refused();
                LogRefused(_logger, _identity.AccountId, Host, _connections.Open);
            }

            throw;
        }
    }

    private async Task NoteCompressionAsync(ImapConnection connection, Task ready)
    {
        await ready;
        Compression = CompressionOf(connection);
    }

    private static LineCompression CompressionOf(ImapConnection connection) => connection switch
    {
        { IsCompressed: true } => LineCompression.Used,
        { Capabilities: var offered } when offered.Has("COMPRESS=DEFLATE") => LineCompression.NotUsed,
        _ => LineCompression.NotOffered,
    };

    private async Task RecoverAsync()
    {
        var ct = _stop.Token;
        for (var attempt = 1; !ct.IsCancellationRequested; attempt++)
        {
            try
            {
                var worker = await DialAsync(forLists: true, ct);
                _spare = worker;
                EndRecovery(LinkState.Online);
                return;
            }
            catch (Exception error) when (MailFailures.From(error, ct) is MailUnavailableException { Failure: MailFailure.SignedOut })
            {
                EndRecovery(LinkState.SignedOut);
                return;
            }
            catch (Exception error) when (MailFailures.IsExpected(error))
            {
                _metrics.Failed(Host, error.GetType().Name);
                await PauseAsync(attempt, ct);
            }
        }

        lock (_lock) _recovered?.TrySetCanceled(ct);
    }

    private async Task PauseAsync(int attempt, CancellationToken ct)
    {
        // 1, 2, 4 ... seconds, each shortened by up to a half so that a thousand users do not come back in step.
        var longest = Math.Min(Math.Pow(2, Math.Min(attempt - 1, 10)), _limits.LongestPause.TotalSeconds);
        double shortened;
        lock (_random) shortened = _random.NextDouble() / 2; // one source for all accounts, and not thread safe
        var pause = TimeSpan.FromSeconds(longest * (1 - shortened));
        SetHealth(LinkState.Reconnecting, _time.GetUtcNow() + pause);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        lock (_lock)
        {
            var skips = _isImpatient;
            _isImpatient = false;
            if (skips) return;
            _pause = waiting;
        }

        try
        {
            await Task.Delay(pause, _time, waiting.Token);
        }
        catch (OperationCanceledException)
        {
            // Somebody wants it now, or the account is being closed: the loop looks.
        }
        finally
        {
            lock (_lock) _pause = null;
        }
    }

    private void EndRecovery(LinkState state)
    {
        TaskCompletionSource? recovered;
        lock (_lock)
        {
            recovered = _recovered;
            (_recovered, _isImpatient) = (null, false);
        }

        if (Health.State != state) SetHealth(state, null);
        recovered?.TrySetResult();
    }

    private void SetHealth(LinkState state, DateTimeOffset? nextAttempt)
    {
        var since = Health.State == state ? Health.Since : _time.GetUtcNow();
        Health = new ConnectionHealth(state, since, nextAttempt);
        HealthChanged?.Invoke(Health);
    }

    [LoggerMessage(3102, LogLevel.Information, "{Host} takes no further connection of account {AccountId}; it has {Open}.")]
    private static partial void LogRefused(ILogger logger, Guid accountId, string host, int open);

    [LoggerMessage(3101, LogLevel.Information, "Account {AccountId} lost its connection to {Host}: {Reason}")]
    private static partial void LogBroken(ILogger logger, Guid accountId, string host, string reason);
}
