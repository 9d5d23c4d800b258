using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Sessions;

/// <summary>
/// One pooled connection and what it has selected. Its pump reads the connection's events from birth to death, so the
/// count of the selected folder is right at any moment, also between two renters.
/// </summary>
internal sealed class Worker
{
    private readonly Lock _lock = new();
    private readonly IDisposable _place;
    private readonly Task _pump;
    private IFolderListener? _listener;
    private Task? _selecting;
    private TaskCompletionSource? _entered;

    public Worker(ImapConnection connection, Task ready, IDisposable place)
    {
        Connection = connection;
        Ready = ready;
        _place = place;
        _pump = Task.Run(PumpAsync);
    }

    public ImapConnection Connection { get; }

    /// <summary>Completes, and never faults, when the connection takes every command. Whoever comes without <see cref="SelectAsync"/> waits for it.</summary>
    public Task Ready { get; }

    /// <summary>The folder that is or is being selected; null for none. Guarded by the pool's lock.</summary>
    public MailboxName? Folder { get; set; }

    /// <summary>Leases that share this worker. Guarded by the pool's lock.</summary>
    public int Shared { get; set; }

    /// <summary>Those of them that can be asked back. Guarded by the pool's lock.</summary>
    public List<FolderLease> Resting { get; } = [];

    /// <summary>Whether one lease has it alone. Guarded by the pool's lock.</summary>
    public bool Exclusive { get; set; }

    /// <summary>Whether that lease is a search. Guarded by the pool's lock.</summary>
    public bool Searches { get; set; }

    /// <summary>When the last lease came back. Guarded by the pool's lock.</summary>
    public long LastUsed { get; set; }

    public bool IsFree => Shared == 0 && !Exclusive;

    public UidValidity Validity { get; private set; }

    public bool IsReadOnly { get; private set; }

    /// <summary>Completes when the connection is over and all its events were told.</summary>
    public Task Closed => _pump;

    /// <summary>The highest modification sequence (RFC 7162) when the folder was selected; null where the server keeps none.</summary>
    public ModSeq? ModSeq { get; private set; }

    /// <summary>Selects the folder once for all who wait for it.</summary>
    /// <param name="known">What the first of them knows from last time.</param>
    public Task SelectAsync(MailboxName folder, QResync? known)
    {
        lock (_lock) return _selecting ??= SelectOnceAsync(folder, known);
    }

    /// <summary>What the server told of the changes since exactly that was known, when the folder was selected with it and nothing was said since; else null.</summary>
    public SelectResult? ChangesSince(QResync? known)
    {
        lock (_lock) return known is not null && ReferenceEquals(known, _known) && _events == _enteredAt ? _selected : null;
    }

    /// <summary>The next renter of another folder selects anew. Only called while nobody has a lease.</summary>
    public void ForgetSelection()
    {
        lock (_lock) (_selecting, _known, _selected) = (null, null, null);
    }

    /// <summary>The folder as it is at this moment of the event stream.</summary>
    public FolderFigures Figures
    {
        get
        {
            lock (_lock) return new FolderFigures(_exists, _events);
        }
    }

    /// <summary>Messages in the selected folder; null while it is being selected.</summary>
    public uint? Exists
    {
        get
        {
            lock (_lock) return _selecting is { IsCompletedSuccessfully: true } ? _exists : null;
        }
    }

    /// <summary>From now on the listener hears every event. <paramref name="start"/> runs first, with the figures of exactly this moment;
    /// when it says no, nothing is attached.</summary>
    public bool Attach(IFolderListener listener, Func<FolderFigures, bool> start)
    {
        lock (_lock)
        {
            if (!start(new FolderFigures(_exists, _events))) return false;
            _listener = listener;
            return true;
        }
    }

    public void Detach(IFolderListener listener)
    {
        lock (_lock)
        {
            if (_listener == listener) _listener = null;
        }
    }

    private uint _exists;
    private long _events;
    private long _enteredAt;
    private QResync? _known;
    private SelectResult? _selected;

    private async Task SelectOnceAsync(MailboxName folder, QResync? known)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _entered = entered;
        if (known is not null || !folder.IsSameInEveryEncoding) await Ready;
        // One attempt for all renters: the first one's patience must not decide for the others.
        var selected = await Connection.SelectAsync(folder, SelectOptions.Default with { QResync = known }, CancellationToken.None);
        // The answer can overtake the pump: figures are right once the pump has seen the selection too.
        await Task.WhenAny(entered.Task, Connection.Closed);
        await Ready;
        Validity = selected.Mailbox.UidValidity ?? default;
        IsReadOnly = selected.Mailbox.ReadOnly;
        ModSeq = selected.Mailbox.HighestModSeq;
        lock (_lock) (_known, _selected) = selected.Resynchronised ? (known, selected) : (null, null);
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var change in Connection.Events.ReadAllAsync())
            {
                lock (_lock)
                {
                    Count(change);
                    _listener?.OnEvent(change);
                }
            }

            await Connection.Closed;
        }
        finally
        {
            _place.Dispose();
        }
    }

    private void Count(ImapEvent change)
    {
        _events++;
        switch (change)
        {
            case MailboxSelectedEvent selected:
                _exists = selected.Exists;
                _enteredAt = _events;
                _entered?.TrySetResult();
                break;
            case ExistsEvent exists:
                _exists = exists.Count;
                break;
            case ExpungeEvent:
                _exists--;
                break;
            case VanishedEvent { Earlier: false } vanished:
                _exists -= (uint)Math.Min(vanished.Uids.Count, _exists);
                break;
        }
    }
}
