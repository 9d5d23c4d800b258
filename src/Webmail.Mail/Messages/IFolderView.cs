using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>
/// An open folder's list, live. The lease is one tab's; the list behind it is shared by all tabs of the account.
/// Dispose the lease when the tab leaves the folder.
/// </summary>
public interface IFolderView : IAsyncDisposable
{
    MailboxName Folder { get; }

    ListOrder Order { get; }

    /// <summary>True for a folder the server opened read-only.</summary>
    bool IsReadOnly { get; }

    /// <summary>Rows <paramref name="first"/>.. from memory, when all of them are there; else null.</summary>
    ListWindow? TryGetWindow(int first, int count);

    /// <summary>Rows <paramref name="first"/>.. (0 is the top). The cost does not grow with the folder.
    /// Previews and attachments may be null at first; a change follows when they are known.</summary>
    /// <exception cref="MailUnavailableException">The server can't be reached or refused.</exception>
    ValueTask<ListWindow> GetWindowAsync(int first, int count, CancellationToken ct);

    /// <summary>Where a message is in the list now; null when it is not in the folder.</summary>
    ValueTask<int?> IndexOfAsync(Uid uid, CancellationToken ct);

    /// <summary>The row as memory has it; null when unknown.</summary>
    MessageRow? Row(Uid uid);

    /// <summary>Calls back after each batch of changes, in order, never overlapping, until disposed.
    /// The callback must not throw; what it throws is logged and does not reach the publisher.</summary>
    IDisposable Subscribe(Func<FolderChange, Task> onChange);
}
