namespace Webmail.Mail.Folders;

/// <summary>The account's folders with their counts, kept live.</summary>
public interface IFolderDirectory
{
    /// <summary>The newest snapshot; empty until the first load.</summary>
    FolderTree Current { get; }

    /// <summary>Loads the tree if it was never loaded; else returns the live snapshot at once.</summary>
    ValueTask<FolderTree> LoadAsync(CancellationToken ct);

    /// <summary>Calls <paramref name="onChange"/> (at most every 100 ms) after a change, until disposed.</summary>
    IDisposable Subscribe(Func<FolderTree, Task> onChange);
}
