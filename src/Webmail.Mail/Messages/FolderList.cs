using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>
/// What is known of an open folder: its size, the order of the looked-at stretches and their rows. Events are applied in the
/// server's order; rows are learnt from FETCH. Thread safe; holds no connection.
/// </summary>
/// <remarks>
/// Sequence numbers are only used between two equal readings of the expunge count: <see cref="Learn"/> refuses rows when a
/// message went since the plan was made, and the caller asks again. Flags that change while rows are on their way are
/// remembered and applied after learning, so no change falls between.
/// </remarks>
internal sealed class FolderList(Action<ListDelta, ListState> tell)
{
    /// <summary>Rows held per open folder, about 1 KB each; beyond, those far from where people look are forgotten.</summary>
    public const int MaxRowsHeld = 1_500;

    /// <summary>Messages that went at once which are taken one by one; beyond, what is known is compared instead.</summary>
    private const int MaxVanished = 10_000;

    private readonly Lock _lock = new();
    private readonly SequenceMap _map = new();
    private readonly Dictionary<uint, MessageRow> _rows = [];
    private readonly Dictionary<uint, FlagsEvent> _lateFlags = [];
    private int _plans;
    private long _expunges;
    private uint _untold;

    public uint Exists { get; private set; }

    public int? Unread { get; private set; }

    public long Version { get; private set; }

    /// <summary>Starts anew after a SELECT: nothing known but the size.</summary>
    public void Reset(uint exists)
    {
        lock (_lock)
        {
            _map.Clear();
            _rows.Clear();
            _lateFlags.Clear();
            Exists = exists;
            _untold = 0;
            Unread = null;
            _expunges++;
            Tell(new ListDelta.Reset());
        }
    }

    /// <summary>Applies one event and says what must be asked because of it.</summary>
    public FolderNeeds Apply(ImapEvent change)
    {
        lock (_lock)
        {
            switch (change)
            {
                case ExistsEvent exists when exists.Count > Exists:
                    _untold += exists.Count - Exists;
                    Exists = exists.Count;
                    return FolderNeeds.Arrivals;
                case ExistsEvent exists when exists.Count < Exists:
                    return FolderNeeds.Resync; // a server that lost count (or we did): ask everything
                case ExpungeEvent expunge when expunge.SequenceNumber >= 1 && expunge.SequenceNumber <= Exists:
                    RemoveAt(expunge.SequenceNumber);
                    return FolderNeeds.Recount;
                case VanishedEvent { Earlier: false } vanished:
                    foreach (var uid in vanished.Uids) Remove(uid);
                    return FolderNeeds.Recount;
                case FlagsEvent flags:
                    return ApplyFlags(flags);
                case MailboxResyncEvent:
                    return FolderNeeds.Resync;
                default:
                    return FolderNeeds.None;
            }
        }
    }

    /// <summary>Which sequence numbers have to be fetched for a window. Must be followed by <see cref="EndPlan"/>.</summary>
    public WindowPlan Plan(int first, int count, ListOrder order)
    {
        lock (_lock)
        {
            _plans++;
            if (Range(first, count, order) is not { } range) return new WindowPlan([], _expunges);
            return new WindowPlan(_map.Missing(range.Low, range.High), _expunges);
        }
    }

    public void EndPlan()
    {
        lock (_lock)
        {
            if (--_plans == 0) _lateFlags.Clear();
        }
    }

    /// <summary>Learns fetched rows. False when a message went since the plan: the numbers may be wrong, ask again.</summary>
    public bool Learn(WindowPlan plan, IReadOnlyList<(uint Sequence, MessageRow Row)> rows)
    {
        lock (_lock)
        {
            if (plan.Expunges != _expunges) return false;
            var start = 0;
            for (var i = 1; i <= rows.Count; i++)
            {
                if (i < rows.Count && rows[i].Sequence == rows[i - 1].Sequence + 1) continue;
                if (!_map.Learn(rows[start].Sequence, [.. rows.Skip(start).Take(i - start).Select(row => row.Row.Uid.Value)]))
                {
                    // The server contradicts itself or us; believing either would show wrong rows.
                    _map.Clear();
                    _rows.Clear();
                    _expunges++;
                    return false;
                }

                start = i;
            }

            foreach (var (sequence, row) in rows)
            {
                _rows[row.Uid.Value] = Merge(row, _rows.GetValueOrDefault(row.Uid.Value));
                if (_lateFlags.Remove(sequence, out var late)) SetFlags(row.Uid.Value, late.Flags);
            }

            if (rows.Count > 0) Forget(rows[rows.Count / 2].Sequence);
            return true;
        }
    }

    /// <summary>Adds what was fetched later (preview, attachments) to a row that is still held.</summary>
    public void Describe(Uid uid, Func<MessageRow, MessageRow> describe)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(uid.Value, out var row)) return;
            _rows[uid.Value] = describe(row);
            Tell(new ListDelta.Changed(uid));
        }
    }

    /// <summary>Rows first.. when all are known, else null.</summary>
    public ListWindow? Window(int first, int count, ListOrder order)
    {
        lock (_lock)
        {
            if (Range(first, count, order) is not { } range) return new ListWindow(first, [], (int)Exists, Unread, Version);
            var rows = new MessageRow[range.High - range.Low + 1];
            for (var sequence = range.Low; sequence <= range.High; sequence++)
            {
                if (_map.UidAt(sequence) is not { } uid || !_rows.TryGetValue(uid, out var row)) return null;
                var at = order == ListOrder.NewestFirst ? range.High - sequence : sequence - range.Low;
                rows[at] = row;
            }

            return new ListWindow(first, rows, (int)Exists, Unread, Version);
        }
    }

    public MessageRow? Row(Uid uid)
    {
        lock (_lock) return _rows.GetValueOrDefault(uid.Value);
    }

    /// <summary>The index of a message where it is known.</summary>
    public int? IndexOf(Uid uid, ListOrder order)
    {
        lock (_lock) return _map.SequenceOf(uid.Value) is { } sequence ? IndexOf(sequence, Exists, order) : null;
    }

    public static int IndexOf(uint sequence, uint exists, ListOrder order) =>
        order == ListOrder.NewestFirst ? (int)(exists - sequence) : (int)(sequence - 1);

    /// <summary>How many messages came that nobody was told of yet; they are the last ones.</summary>
    public int Untold
    {
        get
        {
            lock (_lock) return (int)_untold;
        }
    }

    /// <summary>The rows of the newest messages are there now: tells that they arrived.</summary>
    public void TellArrived(int count)
    {
        lock (_lock)
        {
            var arrived = Math.Min((uint)count, _untold);
            _untold -= arrived;
            if (arrived > 0) Tell(new ListDelta.Arrived((int)arrived));
        }
    }

    public void SetUnread(int unread)
    {
        lock (_lock)
        {
            if (Unread == unread) return;
            Unread = unread;
            Tell(new ListDelta.Counted());
        }
    }

    /// <summary>All that is known, for a comparison with the server.</summary>
    public IReadOnlyList<MessageRow> Known()
    {
        lock (_lock) return [.. _map.KnownUids.Select(uid => _rows.GetValueOrDefault(uid)).OfType<MessageRow>()];
    }

    /// <summary>
    /// After a lost connection: takes the server's present numbering for all that was known, tells what went, what changed
    /// and how many came, and forgets nothing that still holds.
    /// </summary>
    public void Resync(uint exists, IReadOnlyList<(uint Sequence, Uid Uid, FlagSet Flags)> present, int arrived)
    {
        lock (_lock)
        {
            var still = present.ToDictionary(entry => entry.Uid.Value, entry => entry.Flags);
            foreach (var uid in _map.KnownUids.Where(uid => !still.ContainsKey(uid)).ToList()) Remove(new Uid(uid));
            _map.Clear();
            Exists = exists;
            _untold = 0;
            _expunges++;
            foreach (var (sequence, uid, flags) in present.OrderBy(entry => entry.Sequence))
            {
                if (!_rows.ContainsKey(uid.Value)) continue;
                _map.Learn(sequence, [uid.Value]);
                SetFlags(uid.Value, flags);
            }

            Tell(arrived > 0 ? new ListDelta.Arrived(arrived) : new ListDelta.Counted());
        }
    }

    /// <summary>
    /// After the folder was selected anew: takes all that went, came and changed since (QRESYNC). False, and nothing is taken, when that does not add up to what the server has now: a
    /// server that no longer remembers tells also what went long ago.
    /// </summary>
    public bool TryCatchUp(uint exists, UidSet vanished, IReadOnlyList<FetchRow> changed)
    {
        lock (_lock)
        {
            var top = _map.UidAt(Exists);
            if (_untold > 0 || (top is null && Exists > 0) || vanished.Count > MaxVanished || changed.Any(row => row.Uid is null)) return false;
            var gone = vanished.TakeWhile(uid => uid.Value <= (top ?? 0)).ToList(); // what came and went since was never here
            var arrived = changed.Count(row => row.Uid!.Value.Value > (top ?? 0));
            if (Exists - gone.Count + arrived != exists || !changed.All(row => StandsAt(row, gone))) return false;
            foreach (var uid in gone) Remove(uid);
            foreach (var row in changed)
                if (row is { Uid: { } uid, Flags: { } flags } && _rows.ContainsKey(uid.Value)) SetFlags(uid.Value, flags);
            Exists = exists;
            _expunges++;
            Tell(arrived > 0 ? new ListDelta.Arrived(arrived) : new ListDelta.Counted());
            return true;
        }
    }

    /// <summary>Whether a message that we know has the number that it must have when these went.</summary>
    private bool StandsAt(FetchRow row, List<Uid> gone)
    {
        if (_map.SequenceOf(row.Uid!.Value.Value) is not { } sequence) return true;
        var at = gone.BinarySearch(row.Uid.Value);
        return at < 0 && row.SequenceNumber == sequence - (uint)~at;
    }

    private FolderNeeds ApplyFlags(FlagsEvent flags)
    {
        var uid = flags.Uid?.Value ?? _map.UidAt(flags.SequenceNumber);
        if (uid is { } known && _rows.ContainsKey(known))
        {
            SetFlags(known, flags.Flags);
            return FolderNeeds.None;
        }

        if (_plans > 0 && flags.SequenceNumber > 0) _lateFlags[flags.SequenceNumber] = flags;
        return FolderNeeds.Recount;
    }

    private void SetFlags(uint uid, FlagSet flags)
    {
        var row = _rows[uid];
        if (row.Flags.Equals(flags)) return;
        var changed = row with { Flags = flags };
        _rows[uid] = changed;
        if (Unread is { } unread && changed.IsUnread != row.IsUnread) Unread = Math.Max(0, unread + (changed.IsUnread ? 1 : -1));
        Tell(new ListDelta.Changed(new Uid(uid)));
    }

    private void RemoveAt(uint sequence)
    {
        var before = Exists;
        var uid = _map.RemoveAt(sequence);
        Removed(uid, sequence, before);
    }

    private void Remove(Uid uid)
    {
        if (Exists == 0) return;
        var before = Exists;
        var guess = Math.Min(_map.GuessSequence(uid.Value), before);
        var sequence = _map.RemoveUid(uid.Value) ?? guess;
        Removed(uid.Value, sequence, before);
    }

    private void Removed(uint? uid, uint sequence, uint before)
    {
        if (sequence > before - _untold) _untold--;
        Exists--;
        _expunges++;
        if (uid is { } known && _rows.Remove(known, out var row) && row.IsUnread && Unread is > 0) Unread--;
        Tell(new ListDelta.Removed(uid is { } value ? new Uid(value) : null, sequence, before));
    }

    private (uint Low, uint High)? Range(int first, int count, ListOrder order)
    {
        var length = Math.Min(count, (long)Exists - first);
        if (first < 0 || length <= 0) return null;
        return order == ListOrder.NewestFirst
            ? ((uint)(Exists - first - length + 1), (uint)(Exists - first))
            : ((uint)(first + 1), (uint)(first + length));
    }

    /// <summary>A row fetched again brings fresh flags; what was found out later (preview, attachments) stays.</summary>
    private static MessageRow Merge(MessageRow fresh, MessageRow? held) =>
        held is null ? fresh : fresh with
        {
            Preview = fresh.Preview ?? held.Preview,
            Attachments = fresh.Attachments ?? held.Attachments,
            HasInvitation = fresh.HasInvitation || held.HasInvitation,
        };

    private void Forget(uint around)
    {
        foreach (var uid in _map.ForgetFarFrom(around, MaxRowsHeld)) _rows.Remove(uid);
    }

    private void Tell(ListDelta delta)
    {
        Version++;
        tell(delta, new ListState(Version, (int)Exists, Unread));
    }
}
