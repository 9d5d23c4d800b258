using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>A rented connection; dispose to give it back. It is given back selected, so the next renter of the folder is quick.</summary>
public sealed class FolderLease : IAsyncDisposable
{
    private readonly Action<FolderLease> _return;
    private int _returned;
    private int _asked;

    private readonly Action _askedBack;

    internal FolderLease(Worker worker, LeaseUse use, bool isAlone, Action<FolderLease> giveBack, Action askedBack)
    {
        Worker = worker;
        Use = use;
        IsAlone = isAlone;
        _return = giveBack;
        _askedBack = askedBack;
    }

    public ImapConnection Connection => Worker.Connection;

    /// <summary>The selected folder's UIDVALIDITY when it was rented; default for a lease without folder.</summary>
    public UidValidity Validity => Worker.Validity;

    public LeaseUse Use { get; }

    /// <summary>Nobody else is on the connection.</summary>
    internal bool IsAlone { get; }

    internal Worker Worker { get; }

    /// <summary>Tells the holder of a resting lease, once, that somebody else needs the connection.</summary>
    internal void AskBack()
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0) _askedBack();
    }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0) _return(this);
        return ValueTask.CompletedTask;
    }
}
