using Webmail.Protocols.Imap;

namespace Webmail.Mail.Folders;

/// <summary>All folders of one account at one moment: special folders first, then the rest by name in the user's order.</summary>
/// <param name="Roots">Top level, in display order.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record FolderTree(IReadOnlyList<FolderNode> Roots, long Version)
{
    public static readonly FolderTree Empty = new([], 0);

    /// <summary>Every folder, parents before children.</summary>
    public IEnumerable<FolderNode> All()
    {
        var open = new Stack<FolderNode>(Roots.Reverse());
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children.Reverse()) open.Push(child);
        }
    }

    public FolderNode? Find(MailboxName name) => All().FirstOrDefault(node => node.Name.Equals(name));

    public FolderNode? WithRole(FolderRole role) => All().FirstOrDefault(node => node.Role == role);
}
