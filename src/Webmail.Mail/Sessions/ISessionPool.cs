using Webmail.Protocols.Imap;

namespace Webmail.Mail.Sessions;

/// <summary>The account's worker connections, rented for one operation.</summary>
public interface ISessionPool
{
    /// <summary>Rents a connection with the folder selected; prefers one that has it selected already.</summary>
    /// <exception cref="MailUnavailableException">Offline, the folder is gone, or no connection became free in time.</exception>
    Task<FolderLease> RentAsync(MailboxName folder, LeaseUse use, CancellationToken ct);

    /// <summary>Rents a connection for a command that needs no folder (LIST, STATUS, APPEND, CREATE).</summary>
    /// <exception cref="MailUnavailableException">Offline, or no connection became free in time.</exception>
    Task<FolderLease> RentAnyAsync(CancellationToken ct);

    /// <summary>Rents a connection to keep while somebody looks at the folder.</summary>
    /// <exception cref="MailUnavailableException">As of <see cref="RentAsync"/>; while nobody wants it, it is waited for without end.</exception>
    internal Task<FolderLease> RentToLookAsync(MailboxName folder, RestingNeed need, CancellationToken ct);
}
