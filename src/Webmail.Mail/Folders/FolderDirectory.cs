using Microsoft.Extensions.Logging;
using Webmail.Mail.Live;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Folders;

/// <summary>
/// The account's folders. Loaded with one LIST where the server can (RFC 5819), then kept right by the watcher: STATUS and LIST
/// that NOTIFY sends, or sweeps; and by the open folders, which know their own counts best.
/// </summary>
internal sealed class FolderDirectory(ISessionPool pool, TimeProvider time, ILogger logger) : IFolderDirectory
{
    private readonly Lock _lock = new();
    private readonly Lock _loadLock = new();
    private Task? _load;
    private readonly LatestBroadcast<FolderTree> _broadcast = new(time, logger);
    private Dictionary<MailboxName, FolderEntry> _entries = [];

    private static readonly ListOptions All = new() { Status = StatusItems.Messages | StatusItems.Unseen };

    public FolderTree Current { get; private set; } = FolderTree.Empty;

    /// <summary>Whether somebody looks at the tree.</summary>
    public bool IsWatched => _broadcast.Any;

    public async ValueTask<FolderTree> LoadAsync(CancellationToken ct)
    {
        if (Current.Version > 0) return Current;
        Task load;
        // One question for all who ask at once; the first one's patience must not decide for the others.
        lock (_loadLock) load = _load = _load is { IsCompleted: false } ? _load : RefreshAsync(CancellationToken.None);
        await load.WaitAsync(ct);
        return Current;
    }

    /// <summary>Asks the server for all folders and counts.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        try
        {
            await using var lease = await pool.RentAnyAsync(ct);
            await RefreshOverAsync(lease.Connection, ct);
        }
        catch (Exception error) when (MailFailures.IsExpected(error))
        {
            throw MailFailures.From(error, ct);
        }
    }

    /// <summary>The same over a connection of the caller's.</summary>
    public async Task RefreshOverAsync(ImapConnection connection, CancellationToken ct) =>
        Replace(await connection.ListAsync(All, ct));

    public IDisposable Subscribe(Func<FolderTree, Task> onChange) => _broadcast.Subscribe(onChange);

    public FolderRole RoleOf(MailboxName folder) => Current.Find(folder)?.Role ?? FolderRole.None;

    /// <summary>New counts of one folder, from whoever knows them. Unknown counts leave what is there.</summary>
    public void Report(MailboxName folder, int? total, int? unread)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(folder, out var entry)) return;
            var changed = entry with { Total = total ?? entry.Total, Unread = unread ?? entry.Unread };
            if (changed == entry) return;
            _entries[folder] = changed;
            Rebuild();
        }
    }

    /// <summary>A folder came, went or was renamed (RFC 5465 section 5.5).</summary>
    public void Report(MailboxListing listing)
    {
        lock (_lock)
        {
            if (listing.OldName is { } old) _entries.Remove(old);
            if (listing.Attributes.HasFlag(MailboxAttributes.NonExistent)) _entries.Remove(listing.Name);
            else _entries[listing.Name] = new FolderEntry(listing, Count(listing.Status?.Messages), Count(listing.Status?.Unseen));
            Rebuild();
        }
    }

    private void Replace(IReadOnlyList<MailboxListing> listings)
    {
        lock (_lock)
        {
            _entries = [];
            foreach (var listing in listings)
                _entries[listing.Name] = new FolderEntry(listing, Count(listing.Status?.Messages), Count(listing.Status?.Unseen));
            Rebuild();
        }
    }

    private void Rebuild()
    {
        Current = new FolderTree(FolderTreeBuilder.Build(_entries.Values), Current.Version + 1);
        _broadcast.Publish(Current);
    }

    private static int? Count(uint? number) => number is { } value ? (int)Math.Min(value, int.MaxValue) : null;
}
