using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>Somebody who waits for a connection. Guarded by the pool's lock, but for the turn itself.</summary>
internal sealed class Renter(MailboxName? folder, LeaseUse use, RestingNeed? need)
{
    private TaskCompletionSource<FolderLease?> _turn = null!;

    public MailboxName? Folder => folder;

    public LeaseUse Use => use;

    /// <summary>Set for who only looks.</summary>
    public RestingNeed? Need => need;

    /// <summary>2: needs a connection now. 1: looks, and has waited long enough to ask others who look to let it have its turn. 0: looks.</summary>
    public int Urgency { get; private set; } = need is { Wanted.IsCompleted: false } ? 0 : 2;

    /// <summary>Needs a connection now.</summary>
    public bool Presses => Urgency == 2;

    /// <summary>What came with the turn; null also while it waits.</summary>
    public FolderLease? Given { get; private set; }

    /// <summary>Begins to wait. The turn brings a lease, or null: then there is room, and a place was kept, to open a connection.</summary>
    public Task<FolderLease?> Enter()
    {
        if (need is { Wanted.IsCompleted: true }) Urgency = 2;
        _turn = new TaskCompletionSource<FolderLease?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _turn.Task;
    }

    public void Ask(bool now) => Urgency = Math.Max(Urgency, now ? 2 : 1);

    public void Take(FolderLease? lease)
    {
        Given = lease;
        _turn.SetResult(lease);
    }

    /// <summary>There will be no connection any more.</summary>
    public void End(Exception reason) => _turn.SetException(reason);
}
