using Webmail.Mail.Messages;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using ListRow = Webmail.Mail.Messages.MessageRow;

namespace Webmail.Web.Components.Mailbox;

/// <summary>
/// One open folder as one tab sees it: the rendered window, kept true by the view's changes, with what the person has just done laid
/// over it until the server confirms. Not thread-safe: every call comes through the circuit's dispatcher.
/// </summary>
public sealed class FolderList(IFolderView view, UserClock clock) : IAsyncDisposable
{
    /// <summary>Rows a browser may ask for at once: two screens around the tallest one. More would only make a large render.</summary>
    public const int MaxWindow = 200;

    private static long _opened;

    private readonly Predictions _predictions = new();
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource? _loading;
    private int _asked;
    private ListWindow _window = new(0, [], 0, null, -1);
    private ListRow? _before;
    private int _count = 40;

    /// <summary>Tells one opened folder from the next.</summary>
    public long Id { get; } = Interlocked.Increment(ref _opened);

    public IFolderView View => view;

    /// <summary>The list's version that the window belongs to.</summary>
    public long Version => _window.Version;

    public IReadOnlyList<ListedRow> Rows { get; private set; } = [];

    public int First => _window.First;

    public int Total => _window.Total;

    public int? Unread => _window.Unread;

    /// <summary>Counts renders' worth of change, so that the browser sees that something came even when the rows are the same.</summary>
    public int Stamp { get; private set; }

    /// <summary>Messages that came in above while the person was further down.</summary>
    public int NewAbove { get; private set; }

    /// <summary>Whether the person looks at the newest rows.</summary>
    public bool AtTop { get; private set; } = true;

    /// <summary>False for a list whose arrival order is not its date order (an archive): heads would lie there.</summary>
    public bool HasHeads { get; private set; } = true;

    /// <summary>The group of the window's first row, for the head that sticks.</summary>
    public int? FirstGroup => HasHeads && _window.Rows.Count > 0 ? GroupOf(_window.Rows[0]) : null;

    /// <summary>Something to draw changed.</summary>
    public event Action? Changed;

    /// <summary>Loads and shows rows; a newer call drops the older one's question.</summary>
    /// <exception cref="Mail.MailUnavailableException">The rows can't be had.</exception>
    public async Task ShowAsync(int first, int count)
    {
        _loading?.Cancel();
        _count = Math.Clamp(count, 1, MaxWindow);
        var from = Math.Max(0, Math.Min(first, int.MaxValue - MaxWindow));
        _asked = from;
        var lead = from > 0 ? 1 : 0; // the row above tells whether the first one begins a group
        if (view.TryGetWindow(from - lead, _count + lead) is { } known)
        {
            Take(known, lead);
            return;
        }

        using var loading = _loading = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        try
        {
            var window = await view.GetWindowAsync(from - lead, _count + lead, loading.Token);
            if (_loading == loading)
                Take(window, lead);
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            // A newer question took its place, or the folder was left.
        }
        finally
        {
            if (_loading == loading)
                _loading = null;
        }
    }

    /// <summary>Follows a change. The rows that are seen stay; the browser keeps them where they are.</summary>
    public Task ApplyAsync(FolderChange change)
    {
        if (change.Version <= _window.Version && !change.Reset)
            return Task.CompletedTask; // the window was made after it
        // A window on its way is what people wait for: a change must not bring back the one they left.
        var first = _loading is null ? _window.First : _asked;
        if (change.Reset)
        {
            first = 0;
            _predictions.Clear();
        }
        else
        {
            if (view.Order == ListOrder.NewestFirst)
            {
                first += first > 0 || !AtTop ? change.Arrived : 0;
                NewAbove = AtTop ? 0 : NewAbove + change.Arrived;
            }

            first -= change.Removed.Count(row => row.Index < first);
            _predictions.Settle(change);
        }

        return ShowAsync(Math.Max(0, Math.Min(first, change.Total - 1)), _count);
    }

    public void SetAtTop(bool atTop)
    {
        AtTop = atTop;
        if (!atTop || NewAbove == 0)
            return;
        NewAbove = 0;
        Redraw();
    }

    /// <summary>The row as it is drawn: what was just done to it counts.</summary>
    public ListRow? Row(Uid uid) => view.Row(uid) is { } row ? _predictions.Over(row) : null;

    /// <summary>Where a message is among the rendered rows' indexes; null outside of them.</summary>
    public int? IndexOf(Uid uid)
    {
        for (var i = 0; i < _window.Rows.Count; i++)
        {
            if (_window.Rows[i].Uid == uid)
                return _window.First + i;
        }

        return null;
    }

    /// <summary>The message at an index of the rendered window.</summary>
    public Uid? At(int index) =>
        index >= _window.First && index - _window.First < _window.Rows.Count ? _window.Rows[index - _window.First].Uid : null;

    public void Predict(Prediction prediction)
    {
        _predictions.Add(prediction);
        Redraw();
    }

    /// <summary>Takes a prediction back; the rows show again what the server says.</summary>
    public void Forget(Prediction prediction)
    {
        if (_predictions.Remove(prediction))
            Redraw();
    }

    /// <summary>The server did it: the prediction stands until the change that says so has come.</summary>
    public void Confirm(Prediction prediction)
    {
        prediction.IsConfirmed = true;
        if (_predictions.DropFulfilled(view))
            Redraw();
    }

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        _closing.Dispose();
        await view.DisposeAsync();
    }

    private void Take(ListWindow window, int lead)
    {
        _before = lead == 1 && window.Rows.Count > 0 ? window.Rows[0] : null;
        _window = _before is null ? window : window with { First = window.First + 1, Rows = [.. window.Rows.Skip(1)] };
        Redraw();
    }

    private void Redraw()
    {
        var rows = new List<ListedRow>(_window.Rows.Count);
        var group = _before is null ? (int?)null : GroupOf(_before);
        var inversions = 0;
        foreach (var row in _window.Rows)
        {
            var own = GroupOf(row);
            if (own < group)
                inversions++;
            var begins = group is null || own > group;
            if (_predictions.Hides(row.Uid))
                continue;
            rows.Add(new ListedRow(_predictions.Over(row), begins ? own : null));
            group = Math.Max(own, group ?? own);
        }

        // A row or two may have arrived across midnight; more than that is another order.
        if (inversions > 2)
            HasHeads = false;
        Rows = HasHeads ? rows : [.. rows.Select(row => row with { Head = null })];
        Stamp++;
        Changed?.Invoke();
    }

    private int GroupOf(ListRow row) => DateGroups.Of(clock.Local(row.Received), clock.Now);
}
