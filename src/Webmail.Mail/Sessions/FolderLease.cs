using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>A rented connection; dispose to give it back. It is given back selected, so the next renter of the folder is quick.</summary>
public sealed class FolderLease : IAsyncDisposable
{
    private readonly Action<FolderLease> _return;
    private int _returned;

    internal FolderLease(Worker worker, LeaseUse use, Action<FolderLease> giveBack)
    {
        Worker = worker;
        Use = use;
        _return = giveBack;
    }

    public ImapConnection Connection => Worker.Connection;

    /// <summary>The selected folder's UIDVALIDITY when it was rented; default for a lease without folder.</summary>
    public UidValidity Validity => Worker.Validity;

    public LeaseUse Use { get; }

    internal Worker Worker { get; }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0) _return(this);
        return ValueTask.CompletedTask;
    }
}
