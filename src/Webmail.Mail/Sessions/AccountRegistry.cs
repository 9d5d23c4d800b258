using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Tracing;

namespace Webmail.Mail.Sessions;

/// <summary>
/// The open accounts of this process. Sessions of one user share an account's connections; the last one that ends closes them. A
/// background look every half minute logs out idle workers and forgets accounts nobody looks at.
/// </summary>
public sealed partial class AccountRegistry : BackgroundService, IAccountSessions
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(30);

    private readonly ImapDialer _dialer;
    private readonly SessionServices _services;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, MailAccount> _accounts = [];
    private readonly Dictionary<Guid, AccountIdentity> _sessions = [];

    public AccountRegistry(
        ImapDialer dialer, SessionLimits limits, ConnectionBudget budget, SessionMetrics metrics, TimeProvider time, Random random,
        ILogger<AccountRegistry> logger, WireTraces? traces = null)
    {
        _dialer = dialer;
        _services = new SessionServices(limits, budget, metrics, time, random, pool => new MessageReader(pool), logger, traces);
    }

    /// <summary>An account was opened that was not open before. Must not block.</summary>
    internal event Action<AccountIdentity>? Opened;

    /// <summary>People with an open account.</summary>
    internal int People
    {
        get
        {
            lock (_lock) return _accounts.Values.Select(account => account.Identity.UserId).Distinct().Count();
        }
    }

    public async ValueTask OpenAsync(AccountIdentity identity, AccountLogin login, CancellationToken ct)
    {
        MailAccount? stale = null;
        lock (_lock)
        {
            _sessions[identity.SessionId] = identity;
            if (_accounts.TryGetValue(identity.AccountId, out var account))
            {
                account.Touch();
                // Signed out by the server while this login was just proven: its password is the new one.
                if (account.Health.State != LinkState.SignedOut) return;
                stale = account;
            }

            var copy = login with { Password = login.Password.Copy() };
            _accounts[identity.AccountId] = new MailAccount(identity, copy, _dialer, _services);
        }

        Opened?.Invoke(identity);
        if (stale is not null) await stale.DisposeAsync();
    }

    public bool IsOpen(Guid sessionId) => Find(sessionId) is not null;

    public IMailAccount? Find(Guid sessionId)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(sessionId, out var identity)) return null;
            var account = _accounts.GetValueOrDefault(identity.AccountId);
            account?.Touch();
            return account;
        }
    }

    /// <summary>Whether a connection is up that signed in with exactly this login.</summary>
    internal bool IsSignedIn(AccountLogin login)
    {
        lock (_lock) return _accounts.Values.Any(account => account.IsSignedIn(login));
    }

    /// <summary>An account that is open in any session; null when none is.</summary>
    internal MailAccount? FindAccount(Guid accountId)
    {
        lock (_lock)
        {
            var account = _accounts.GetValueOrDefault(accountId);
            account?.Touch();
            return account;
        }
    }

    public async ValueTask CloseSessionAsync(Guid sessionId)
    {
        MailAccount? closing = null;
        lock (_lock)
        {
            if (!_sessions.Remove(sessionId, out var identity)) return;
            var last = _sessions.Values.All(other => other.AccountId != identity.AccountId);
            if (last) _accounts.Remove(identity.AccountId, out closing);
        }

        if (closing is not null) await closing.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, _services.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Shutting down: the accounts are closed below.
        }

        await CloseAllAsync();
    }

    private async Task LookAsync()
    {
        List<MailAccount> all;
        List<MailAccount> forgotten = [];
        lock (_lock)
        {
            foreach (var (id, account) in _accounts.Where(pair => pair.Value.IsForgotten(_services.Limits.IdleAccount)).ToList())
            {
                _accounts.Remove(id);
                forgotten.Add(account);
            }

            all = [.. _accounts.Values];
        }

        foreach (var account in forgotten) await CloseQuietlyAsync(account.DisposeAsync().AsTask());
        foreach (var account in all) await CloseQuietlyAsync(account.CloseIdleAsync());
    }

    private async Task CloseAllAsync()
    {
        List<MailAccount> all;
        lock (_lock)
        {
            all = [.. _accounts.Values];
            _accounts.Clear();
            _sessions.Clear();
        }

        foreach (var account in all) await CloseQuietlyAsync(account.DisposeAsync().AsTask());
    }

    private async Task CloseQuietlyAsync(Task closing)
    {
        try
        {
            await closing;
        }
        catch (Exception error)
        {
            LogCloseFailed(_services.Logger, error);
        }
    }

    [LoggerMessage(3401, LogLevel.Warning, "An account's connections could not be closed in order.")]
    private static partial void LogCloseFailed(ILogger logger, Exception error);
}
