using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Messages;

/// <summary>
/// An open folder, shared by all tabs that look at it: holds a connection with the folder selected and in IDLE, fetches windows over
/// it and keeps the <see cref="FolderList"/> right. When the connection breaks it takes another and compares.
/// </summary>
internal sealed partial class LiveFolder : IFolderListener, IAsyncDisposable
{
    /// <summary>Rows in one window; a screen has about 20 and overscan asks for some more.</summary>
    public const int MaxWindow = 500;

    /// <summary>How often a window is asked again because messages went meanwhile, before giving up.</summary>
    private const int MaxAttempts = 5;

    private readonly ISessionPool _pool;
    private readonly LiveFolderServices _services;
    private readonly RowBuilder _builder;
    private readonly SemaphoreSlim _conversation = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<FolderView> _views = [];
    private readonly FolderUpkeep _upkeep;
    private readonly LentConnection _lent = new();
    private readonly ResyncPoint _resync = new();
    private FolderLease? _lease;

    public LiveFolder(MailboxName name, RowBuilder builder, ISessionPool pool, LiveFolderServices services)
    {
        Name = name;
        _builder = builder;
        _pool = pool;
        _services = services;
        List = new FolderList(Tell);
        _upkeep = new FolderUpkeep(this, services, _stop.Token);
    }

    public MailboxName Name { get; }

    public FolderList List { get; }

    public bool IsReadOnly { get; private set; }

    public UidValidity Validity { get; private set; }

    /// <summary>Takes a connection and the folder's size. Called once, before the first view.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        await ConnectAsync(ct);
        _upkeep.Start();
    }

    public FolderView View(ListOrder order)
    {
        var view = new FolderView(this, order, _services.Time, _services.Logger);
        lock (_lock) _views.Add(view);
        return view;
    }

    public async ValueTask LeaveAsync(FolderView view)
    {
        bool last;
        lock (_lock)
        {
            _views.Remove(view);
            last = _views.Count == 0;
        }

        if (last) await _services.Left(this);
    }

    public bool IsWatched
    {
        get
        {
            lock (_lock) return _views.Count > 0;
        }
    }

    public async Task<ListWindow> FetchWindowAsync(int first, int count, ListOrder order, CancellationToken ct)
    {
        try
        {
            await BeginAsync(ct);
            try
            {
                for (var attempt = 0; attempt < MaxAttempts; attempt++)
                {
                    if (List.Window(first, count, order) is { } window) return window;
                    try
                    {
                        await FetchMissingAsync(first, count, order, ct);
                    }
                    catch (ImapCommandException refused) when (refused.Status == ResponseStatus.Bad && attempt + 1 < MaxAttempts)
                    {
                        // A number above the present count: messages went, and the news of it is still on its way to the list.
                        await Connection.NoopAsync(ct);
                    }
                }
            }
            finally
            {
                _conversation.Release();
            }
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
        finally
        {
            _upkeep.WantDetails(first, count, order);
        }

        return List.Window(first, count, order) ?? throw new MailUnavailableException(MailFailure.TooBusy, "");
    }

    /// <summary>Where a message is, asked of the server: the number of messages up to its UID is its sequence number.</summary>
    public async Task<int?> LocateAsync(Uid uid, ListOrder order, CancellationToken ct)
    {
        try
        {
            await BeginAsync(ct);
            try
            {
                uint? sequence = null;
                await foreach (var row in Connection.FetchAsync(UidSet.Of(uid), FetchItems.UidOnly, ct: ct))
                    if (row.Uid == uid) sequence = row.SequenceNumber;
                return sequence is { } found && found <= List.Exists ? FolderList.IndexOf(found, List.Exists, order) : null;
            }
            finally
            {
                _conversation.Release();
            }
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }

    public void OnEvent(ImapEvent change)
    {
        _resync.Note(change);
        var needs = List.Apply(change);
        if (needs != FolderNeeds.None) _upkeep.Need(needs);
    }

    /// <summary>Messages were put into it over another connection.</summary>
    public void Look() => _upkeep.Need(FolderNeeds.Look);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _upkeep.DisposeAsync();
        await ReleaseAsync();
        _stop.Dispose();
    }

    internal ImapConnection Connection => _lease?.Connection ?? throw new MailUnavailableException(MailFailure.Offline, "");

    /// <summary>Completes when the present connection is over.</summary>
    internal Task ConnectionClosed => _lease?.Worker.Closed ?? Task.CompletedTask;

    /// <summary>Lends the connection to whoever needs it, where there is no other; not in the middle of a window.</summary>
    internal async Task GiveWayAsync(CancellationToken ct)
    {
        await _lent.Unwanted.WaitAsync(ct);
        await _conversation.WaitAsync(ct);
        try
        {
            _lent.Lend();
            await ReleaseAsync();
        }
        finally
        {
            _conversation.Release();
        }
    }

    /// <summary>Nothing known holds any more: the next connection starts the list anew.</summary>
    internal void Forget() => List.Reset(List.Exists);

    /// <summary>It can't be had again now: nobody waits for the connection any longer.</summary>
    internal void EndLending() => _lent.End();

    /// <summary>Begins a conversation; while the connection is lent, waits until there is one again.</summary>
    private async Task BeginAsync(CancellationToken ct)
    {
        using var wish = _lent.Want();
        while (true)
        {
            await _conversation.WaitAsync(ct);
            if (_lent.Back is not { } back) return;
            _conversation.Release(); // taking a connection again needs it
            try
            {
                await back.WaitAsync(_services.Limits.RentTimeout, _services.Time, ct);
            }
            catch (TimeoutException late)
            {
                throw new MailUnavailableException(MailFailure.TooBusy, "", late);
            }
        }
    }

    /// <summary>Rents a connection and starts the list anew, or compares it with what was known.</summary>
    internal async Task ConnectAsync(CancellationToken ct)
    {
        var known = List.Known();
        var before = Validity;
        var request = _resync.Request(before);
        await ReleaseAsync();
        var lease = await _pool.RentToLookAsync(Name, new RestingNeed(() => _upkeep.Need(FolderNeeds.GiveWay), _lent.Wanted, request), ct);
        Validity = lease.Validity;
        _services.Selected(Name, Validity);
        IsReadOnly = lease.Worker.IsReadOnly;
        _lease = lease;
        if (before != Validity || !lease.Worker.Attach(this, figures => TryCatchUp(lease.Worker, request, figures.Exists)))
        {
            _resync.Start(lease.Worker.ModSeq);
            if (known.Count > 0 && before == Validity) await CompareAsync(ct);
            else lease.Worker.Attach(this, figures => Restart(figures.Exists));
        }

        _lent.End();
    }

    /// <summary>
    /// Asks which of the known messages are still there, with what flags and numbers (RFC 4549 section 4.3.1). The answer is taken only if
    /// nothing happened while it was on its way; on a folder that never rests it is asked a few times, then the list starts anew.
    /// </summary>
    internal async Task CompareAsync(CancellationToken ct)
    {
        var worker = _lease?.Worker ?? throw new MailUnavailableException(MailFailure.Offline, "");
        await _conversation.WaitAsync(ct);
        try
        {
            worker.Detach(this);
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var start = worker.Figures;
                var known = List.Known();
                if (known.Count == 0) break;
                var (present, arrived) = await PresentAsync(start.Exists, UidSet.From(known.Select(row => row.Uid)), ct);
                if (worker.Attach(this, figures => figures == start && Take(figures.Exists, present, arrived))) return;
            }

            worker.Attach(this, figures => Restart(figures.Exists));
        }
        finally
        {
            _conversation.Release();
        }
    }

    private async Task<(List<(uint, Uid, FlagSet)> Present, int Arrived)> PresentAsync(uint exists, UidSet known, CancellationToken ct)
    {
        // A message whose flags another client changes meanwhile is told twice; what was told last is true.
        var present = new Dictionary<Uid, (uint Sequence, Uid Uid, FlagSet Flags)>();
        await foreach (var row in Connection.FetchFlagsAsync(known, ct: ct)) present[row.Uid] = (row.SequenceNumber, row.Uid, row.Flags);
        var newest = present.GetValueOrDefault(known.Max);
        return ([.. present.Values], newest.Sequence > 0 ? (int)(exists - newest.Sequence) : await CountAfterAsync(known.Max, ct));
    }

    private bool Take(uint exists, IReadOnlyList<(uint, Uid, FlagSet)> present, int arrived)
    {
        List.Resync(exists, present, arrived);
        return true;
    }

    /// <summary>Takes what the server told when it selected the folder: what went, came and changed since it was selected last (RFC 7162 section 3.2.5).</summary>
    private bool TryCatchUp(Worker worker, QResync? request, uint exists)
    {
        if (worker.ChangesSince(request) is not { } told || !List.TryCatchUp(exists, _resync.WithoutKnown(told.Vanished), told.Changed)) return false;
        _resync.Start(worker.ModSeq);
        return true;
    }

    private bool Restart(uint exists)
    {
        List.Reset(exists);
        return true;
    }

    /// <summary>Fetches the rows of messages that came since the last time, then tells that they are there.</summary>
    internal async Task FetchArrivalsAsync(CancellationToken ct)
    {
        var arrived = List.Untold;
        if (arrived == 0) return;
        if (arrived <= MaxWindow)
        {
            await _conversation.WaitAsync(ct);
            try
            {
                await FetchMissingAsync(0, arrived, ListOrder.NewestFirst, ct);
            }
            finally
            {
                _conversation.Release();
            }
        }

        List.TellArrived(arrived);
        _upkeep.WantDetails(0, arrived, ListOrder.NewestFirst);
    }

    internal async Task CountUnreadAsync(CancellationToken ct)
    {
        var found = await Connection.SearchAsync(SearchQuery.Unseen, SearchReturn.CountOnly, ct);
        if (found.Count is { } count) List.SetUnread((int)count);
    }

    /// <summary>Fetches previews and structures of the rows in a window that lack them; a few at a time, so that a window asked meanwhile does not wait long.</summary>
    internal async Task DescribeAsync(int first, int count, ListOrder order, CancellationToken ct)
    {
        const int Batch = 25;
        if (List.Window(first, Math.Min(count, MaxWindow), order) is not { } window) return;
        foreach (var batch in window.Rows.Where(RowBuilder.LacksDetails).Chunk(Batch))
            await RowBuilder.DescribeAsync(Connection, [.. batch], List.Describe, ct);
    }

    private async Task FetchMissingAsync(int first, int count, ListOrder order, CancellationToken ct)
    {
        var plan = List.Plan(first, count, order);
        try
        {
            foreach (var (low, high) in plan.Missing)
            {
                var rows = new List<(uint, MessageRow)>();
                await foreach (var fetched in Connection.FetchAsync(SequenceSet.Range(low, high), RowBuilder.RowItems, ct: ct))
                {
                    if (_builder.TryBuild(fetched) is { } row) rows.Add((fetched.SequenceNumber, row));
                    else if (fetched.Flags is { } flags) List.Apply(new FlagsEvent(fetched.SequenceNumber, fetched.Uid, flags, fetched.ModSeq));
                }

                rows.Sort((a, b) => a.Item1.CompareTo(b.Item1));
                if (!List.Learn(plan, rows)) return;
            }
        }
        finally
        {
            List.EndPlan();
        }
    }

    private async Task<int> CountAfterAsync(Uid newest, CancellationToken ct)
    {
        if (newest.Value == uint.MaxValue) return 0;
        var found = await Connection.SearchAsync(SearchQuery.Uids(UidSet.StartingAt(new Uid(newest.Value + 1))), SearchReturn.CountOnly, ct);
        return (int)(found.Count ?? 0);
    }

    private async Task ReleaseAsync()
    {
        if (_lease is not { } lease) return;
        _lease = null;
        lease.Worker.Detach(this);
        await lease.DisposeAsync();
    }

    private void Tell(ListDelta delta, ListState state)
    {
        FolderView[] views;
        lock (_lock) views = [.. _views];
        foreach (var view in views) view.Note(delta, state);
        _services.Report(Name, state.Total, state.Unread);
    }
}
