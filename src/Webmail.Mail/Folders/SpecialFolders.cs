using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Folders;

/// <summary>The folders that have a task, found by it and made when they are first needed.</summary>
internal sealed class SpecialFolders(ISessionPool pool, FolderDirectory directory)
{
    public async Task<MailboxName?> FindAsync(FolderRole role, CancellationToken ct) => (await directory.LoadAsync(ct)).WithRole(role)?.Name;

    /// <param name="name">Its name if it has to be made.</param>
    public async Task<MailboxName> EnsureAsync(FolderRole role, string name, CancellationToken ct)
    {
        var tree = await directory.LoadAsync(ct);
        if (tree.WithRole(role) is { } folder) return folder.Name;
        // Where everything lives under INBOX (Courier, Cyrus), a folder beside it is refused.
        var under = tree.All().Select(node => node.Name.Value).FirstOrDefault(value => value.StartsWith("INBOX.", StringComparison.Ordinal));
        var created = MailboxName.Create(under is null ? name : "INBOX." + name);
        try
        {
            await using var lease = await pool.RentAnyAsync(ct);
            await lease.Connection.CreateAsync(created, UseOf(role), ct);
            await lease.Connection.SubscribeAsync(created, ct);
            await directory.RefreshOverAsync(lease.Connection, ct);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }

        return created;
    }

    private static SpecialUse UseOf(FolderRole role) => role switch
    {
        FolderRole.Trash => SpecialUse.Trash,
        FolderRole.Drafts => SpecialUse.Drafts,
        FolderRole.Sent => SpecialUse.Sent,
        _ => SpecialUse.Archive,
    };
}
