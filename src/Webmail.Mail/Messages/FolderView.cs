using Microsoft.Extensions.Logging;
using Webmail.Mail.Live;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>One tab's lease on a <see cref="LiveFolder"/>: turns what happens into its own order and tells it in batches.</summary>
internal sealed class FolderView : IFolderView
{
    private readonly LiveFolder _folder;
    private readonly ChangeThrottle _throttle;
    private readonly Lock _lock = new();
    private readonly List<RemovedRow> _removed = [];
    private readonly HashSet<Uid> _changed = [];
    private Func<FolderChange, Task>? _callback;
    private ExecutionContext? _context;
    private ListState _state = new(0, 0, null);
    private int _arrived;
    private bool _reset;
    private bool _disposed;

    public FolderView(LiveFolder folder, ListOrder order, TimeProvider time, ILogger logger)
    {
        _folder = folder;
        Order = order;
        _throttle = new ChangeThrottle(PublishAsync, time, logger);
    }

    public MailboxName Folder => _folder.Name;

    public ListOrder Order { get; }

    public bool IsReadOnly => _folder.IsReadOnly;

    public ListWindow? TryGetWindow(int first, int count) => _folder.List.Window(first, Bounded(count), Order);

    public async ValueTask<ListWindow> GetWindowAsync(int first, int count, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return TryGetWindow(first, count) ?? await _folder.FetchWindowAsync(first, Bounded(count), Order, ct);
    }

    public async ValueTask<int?> IndexOfAsync(Uid uid, CancellationToken ct) =>
        _folder.List.IndexOf(uid, Order) ?? await _folder.LocateAsync(uid, Order, ct);

    public MessageRow? Row(Uid uid) => _folder.List.Row(uid);

    public IDisposable Subscribe(Func<FolderChange, Task> onChange)
    {
        lock (_lock)
        {
            if (_callback is not null) throw new InvalidOperationException("A view has one subscriber: its tab.");
            _callback = onChange;
            _context = ExecutionContext.Capture();
        }

        return new Subscription(this);
    }

    /// <summary>Called under the list's lock: only notes what to tell.</summary>
    public void Note(ListDelta delta, ListState state)
    {
        lock (_lock)
        {
            if (_callback is null) return;
            _state = state;
            switch (delta)
            {
                case ListDelta.Arrived arrived:
                    _arrived += arrived.Count;
                    break;
                case ListDelta.Removed removed:
                    _removed.Add(new RemovedRow(removed.Uid, FolderList.IndexOf(removed.Sequence, removed.ExistsBefore, Order)));
                    if (removed.Uid is { } gone) _changed.Remove(gone);
                    break;
                case ListDelta.Changed changed:
                    _changed.Add(changed.Uid);
                    break;
                case ListDelta.Reset:
                    Clear();
                    _reset = true;
                    break;
            }
        }

        _throttle.Signal();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        lock (_lock) _callback = null;
        _throttle.Stop();
        await _folder.LeaveAsync(this);
    }

    private static int Bounded(int count) => Math.Clamp(count, 0, LiveFolder.MaxWindow);

    private Task PublishAsync()
    {
        FolderChange change;
        Func<FolderChange, Task> callback;
        ExecutionContext? context;
        lock (_lock)
        {
            if (_callback is null) return Task.CompletedTask;
            change = new FolderChange(_state.Version, _state.Total, _state.Unread, _arrived, [.. _removed], [.. _changed], _reset);
            callback = _callback;
            context = _context;
            Clear();
        }

        return CapturedContext.RunAsync(context, () => callback(change));
    }

    private void Clear()
    {
        _arrived = 0;
        _removed.Clear();
        _changed.Clear();
        _reset = false;
    }

    private sealed class Subscription(FolderView view) : IDisposable
    {
        public void Dispose()
        {
            lock (view._lock) view._callback = null;
        }
    }
}
