using Webmail.Mail;
using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Tests.Fakes;

/// <summary>A folder of made-up messages: any size, because rows are made when they are asked for.</summary>
public sealed class FakeFolderView : IFolderView
{
    private readonly Dictionary<Uid, MessageRow> _changed = [];
    private readonly HashSet<uint> _removed = [];
    private readonly List<Func<FolderChange, Task>> _listeners = [];
    private readonly Func<uint, MessageRow> _make;
    private uint _highest;

    public FakeFolderView(MailboxName folder, int total, Func<uint, MessageRow>? make = null)
    {
        Folder = folder;
        _highest = (uint)total;
        _make = make ?? FakeRows.Make;
    }

    public MailboxName Folder { get; }

    public ListOrder Order => ListOrder.NewestFirst;

    public bool IsReadOnly { get; init; }

    /// <summary>False makes every window a question to the server.</summary>
    public bool IsWarm { get; set; } = true;

    /// <summary>What a question waits for; done by default.</summary>
    public Func<CancellationToken, Task> Server { get; set; } = _ => Task.CompletedTask;

    public MailUnavailableException? Failure { get; set; }

    public List<(int First, int Count)> Asked { get; } = [];

    public int Total => (int)_highest - _removed.Count;

    public long Version { get; private set; } = 1;

    public bool IsDisposed { get; private set; }

    public int Listeners => _listeners.Count;

    public ListWindow? TryGetWindow(int first, int count)
    {
        if (!IsWarm || Failure is not null)
            return null;
        Asked.Add((first, count));
        return Window(first, count);
    }

    public async ValueTask<ListWindow> GetWindowAsync(int first, int count, CancellationToken ct)
    {
        Asked.Add((first, count));
        await Server(ct);
        return Failure is null ? Window(first, count) : throw Failure;
    }

    public ValueTask<int?> IndexOfAsync(Uid uid, CancellationToken ct) =>
        new(uid.Value > _highest || _removed.Contains(uid.Value) ? null : (int)(_highest - uid.Value) - _removed.Count(gone => gone > uid.Value));

    public MessageRow? Row(Uid uid) => uid.Value > _highest || _removed.Contains(uid.Value) ? null : RowOf(uid.Value);

    public IDisposable Subscribe(Func<FolderChange, Task> onChange)
    {
        _listeners.Add(onChange);
        return new Unsubscribe(() => _listeners.Remove(onChange));
    }

    /// <summary>New mail comes in.</summary>
    public Task ArriveAsync(int count = 1)
    {
        _highest += (uint)count;
        return TellAsync(new FolderChange(++Version, Total, null, count, [], [], false));
    }

    public Task RemoveAsync(params uint[] uids)
    {
        var removed = new List<RemovedRow>();
        foreach (var uid in uids)
        {
            removed.Add(new RemovedRow(new Uid(uid), (int)(_highest - uid) - _removed.Count(gone => gone > uid)));
            _removed.Add(uid);
        }

        return TellAsync(new FolderChange(++Version, Total, null, 0, removed, [], false));
    }

    public Task SetFlagAsync(uint uid, Flag flag, bool on)
    {
        var row = RowOf(uid);
        _changed[row.Uid] = row with { Flags = on ? row.Flags.Add(flag) : row.Flags.Remove(flag) };
        return TellAsync(new FolderChange(++Version, Total, null, 0, [], [row.Uid], false));
    }

    public Task TellAsync(FolderChange change) => Task.WhenAll(_listeners.ToArray().Select(listener => listener(change)));

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private ListWindow Window(int first, int count)
    {
        var rows = new List<MessageRow>();
        var uid = UidAt(first);
        while (rows.Count < count && uid > 0)
        {
            if (!_removed.Contains(uid))
                rows.Add(RowOf(uid));
            uid--;
        }

        return new ListWindow(first, rows, Total, null, Version);
    }

    private uint UidAt(int index)
    {
        var uid = (long)_highest - index;
        foreach (var gone in _removed.OrderDescending())
        {
            if (gone >= uid)
                uid--;
        }

        return (uint)Math.Max(0, uid);
    }

    private MessageRow RowOf(uint uid)
    {
        var key = new Uid(uid);
        if (!_changed.TryGetValue(key, out var row))
            _changed[key] = row = _make(uid);
        return row;
    }

    private sealed class Unsubscribe(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
