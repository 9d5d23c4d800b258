using System.Collections.Concurrent;
using Webmail.Mail.Accounts;
using Webmail.Mail.Actions;
using Webmail.Mail.Compose;
using Webmail.Mail.Folders;
using Webmail.Mail.Live;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>One live account: its connections, its folder tree and the folders that are open.</summary>
internal sealed class MailAccount : IMailAccount, IAsyncDisposable
{
    private readonly SessionServices _services;
    private readonly ConnectionSource _source;
    private readonly SessionPool _pool;
    private readonly Watcher _watcher;
    private readonly FolderDirectory _directory;
    private readonly MessageReader _reader;
    private readonly DraftBox _drafts;
    private readonly LatestBroadcast<ConnectionHealth> _health;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly ConcurrentDictionary<MailboxName, LiveFolder> _open = [];
    private long _lastUsed;
    private bool _disposed;

    public MailAccount(AccountIdentity identity, AccountLogin login, ImapDialer dialer, SessionServices services)
    {
        Identity = identity;
        _services = services;
        _health = new LatestBroadcast<ConnectionHealth>(services.Time, services.Logger);
        _source = new ConnectionSource(identity, login, dialer, services) { HealthChanged = _health.Publish };
        _pool = new SessionPool(_source, services.Limits, services.Metrics, services.Time);
        _directory = new FolderDirectory(_pool, services.Time, services.Logger);
        _watcher = new Watcher(_source, _pool, _directory, services);
        _source.StepBack = _watcher.StepBackAsync;
        Folders = new WatchedDirectory(_directory, _watcher);
        _reader = services.Readers(_pool);
        var special = new SpecialFolders(_pool, _directory);
        Actions = new MessageActions(_pool, special, services.Time) { Arrived = LookAt };
        _drafts = new DraftBox(_pool, special);
        Relations = new MessageRelations(_pool, _directory);
        _lastUsed = services.Time.GetTimestamp();
    }

    public AccountIdentity Identity { get; }

    public IFolderDirectory Folders { get; }

    public IMessageReader Reader => _reader;

    public IMessageActions Actions { get; }

    public IMessageRelations Relations { get; }

    public ConnectionHealth Health => _source.Health;

    public IDraftBox Drafts => _drafts;

    public (int Open, int? Allowed) Connections => _source.Connections;

    internal SessionPool Pool => _pool;

    public async ValueTask<IFolderView> OpenFolderAsync(MailboxName folder, ListOrder order, CancellationToken ct)
    {
        Touch();
        await _opening.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_open.TryGetValue(folder, out var live))
            {
                var showsRecipients = _directory.RoleOf(folder) is FolderRole.Sent or FolderRole.Drafts;
                live = new LiveFolder(folder, new RowBuilder(showsRecipients), _pool,
                    new LiveFolderServices(_services.Limits, _services.Time, _services.Logger, Report, _reader.Know, LeaveAsync));
                try
                {
                    await live.OpenAsync(ct);
                }
                catch
                {
                    await live.DisposeAsync();
                    throw;
                }

                _open[folder] = live;
            }

            return live.View(order);
        }
        finally
        {
            _opening.Release();
        }
    }

    public IDisposable SubscribeHealth(Func<ConnectionHealth, Task> onChange) => _health.Subscribe(onChange);

    public ConnectionFacts DescribeConnections() => new(_source.Server, Connections.Open, Connections.Allowed, _watcher.Watch, _source.Compression);

    public void ReconnectNow() => _source.RetryNow();

    /// <summary>The login, with a copy of the password for the caller to dispose.</summary>
    public AccountLogin CopyLogin() => _source.CopyLogin();

    /// <summary>Whether a connection is up that signed in with exactly this login.</summary>
    public bool IsSignedIn(AccountLogin login) => _source.IsSignedIn(login);

    /// <summary>Somebody is there.</summary>
    public void Touch() => Volatile.Write(ref _lastUsed, _services.Time.GetTimestamp());

    /// <summary>Whether nobody has looked for so long that its connections and its password can go.</summary>
    public bool IsForgotten(TimeSpan idle)
    {
        if (_directory.IsWatched || _health.Any) Touch();
        return _services.Time.GetElapsedTime(Volatile.Read(ref _lastUsed)) >= idle;
    }

    public Task CloseIdleAsync() => _pool.CloseIdleAsync(_services.Limits.IdleWorker);

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        List<LiveFolder> open;
        try
        {
            _disposed = true;
            open = [.. _open.Values];
            _open.Clear();
        }
        finally
        {
            _opening.Release();
        }

        // The pool first: a folder's upkeep that waits for the server then ends at once.
        await _watcher.DisposeAsync();
        await _pool.DisposeAsync();
        foreach (var folder in open) await folder.DisposeAsync();
        await _source.DisposeAsync();
        _drafts.Dispose();
    }

    private void LookAt(MailboxName folder)
    {
        if (_open.TryGetValue(folder, out var live)) live.Look();
    }

    private void Report(MailboxName folder, int total, int? unread) => _directory.Report(folder, total, unread);

    private async ValueTask LeaveAsync(LiveFolder folder)
    {
        await _opening.WaitAsync();
        try
        {
            // Somebody may have opened it again while we waited.
            if (folder.IsWatched || !_open.TryGetValue(folder.Name, out var present) || present != folder) return;
            _open.TryRemove(folder.Name, out _);
        }
        finally
        {
            _opening.Release();
        }

        await folder.DisposeAsync();
    }

    /// <summary>The directory as tabs see it: who subscribes to it sets the watcher going.</summary>
    private sealed class WatchedDirectory(FolderDirectory directory, Watcher watcher) : IFolderDirectory
    {
        public FolderTree Current => directory.Current;

        public ValueTask<FolderTree> LoadAsync(CancellationToken ct) => directory.LoadAsync(ct);

        public IDisposable Subscribe(Func<FolderTree, Task> onChange)
        {
            var subscription = directory.Subscribe(onChange);
            watcher.Start();
            return subscription;
        }
    }
}
