using Webmail.Mail.Folders;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Tests.Fakes;

public sealed class FakeFolders(FolderTree tree) : IFolderDirectory
{
    private readonly List<Func<FolderTree, Task>> _listeners = [];

    public FolderTree Current { get; private set; } = tree;

    public Exception? Failure { get; set; }

    /// <summary>What loading waits for; done by default.</summary>
    public Task Loaded { get; set; } = Task.CompletedTask;

    public int Listeners => _listeners.Count;

    public static FolderTree Tree(params FolderNode[] roots) => new(roots, 1);

    public static FolderNode Node(string name, FolderRole role = FolderRole.None, int unread = 0, int total = 0, bool selectable = true, params FolderNode[] children) =>
        new(MailboxName.Create(name), name.Split('/')[^1], role, selectable, total, unread, children);

    /// <summary>The usual folders and a deep one.</summary>
    public static FolderTree Usual() => Tree(
        Node("INBOX", FolderRole.Inbox, unread: 46, total: 1284), Node("Drafts", FolderRole.Drafts, total: 2), Node("Sent", FolderRole.Sent, total: 900), Node("Archive", FolderRole.Archive, total: 48_310),
        Node("Junk", FolderRole.Junk, unread: 1284, total: 1284), Node("Trash", FolderRole.Trash, total: 12),
        Node("Projects", unread: 7, children: [Node("Projects/Harbour pilot", unread: 4, children: [Node("Projects/Harbour pilot/2026", children: [Node("Projects/Harbour pilot/2026/Procurement", unread: 3)])]), Node("Projects/Tide gauges")]),
        Node("Shared", selectable: false, children: [Node("Shared/Members")]));

    public async ValueTask<FolderTree> LoadAsync(CancellationToken ct)
    {
        await Loaded.WaitAsync(ct);
        return Failure is null ? Current : throw Failure;
    }

    public IDisposable Subscribe(Func<FolderTree, Task> onChange)
    {
        _listeners.Add(onChange);
        return new Unsubscribe(() => _listeners.Remove(onChange));
    }

    public Task ChangeAsync(Func<FolderTree, FolderTree> change)
    {
        Current = change(Current) with { Version = Current.Version + 1 };
        return Task.WhenAll(_listeners.ToArray().Select(listener => listener(Current)));
    }

    private sealed class Unsubscribe(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
