using System.Globalization;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Folders;

/// <summary>Makes the tree people see out of LIST: special folders first, then the rest by name, parents that the server did not list filled in.</summary>
internal static class FolderTreeBuilder
{
    /// <summary>Levels shown; a deeper folder hangs under the last one with the rest of its name, so that no tree can exhaust a stack.</summary>
    public const int MaxDepth = 32;

    private static readonly FolderRole[] Order =
        [FolderRole.Inbox, FolderRole.Drafts, FolderRole.Sent, FolderRole.Archive, FolderRole.Junk, FolderRole.Trash, FolderRole.All, FolderRole.Flagged];

    public static IReadOnlyList<FolderNode> Build(IReadOnlyCollection<FolderEntry> entries)
    {
        var roles = FolderRoles.Of([.. entries.Select(entry => entry.Listing)]);
        var root = new Branch("", null);
        foreach (var entry in entries)
        {
            var branch = root;
            foreach (var (label, path) in Levels(entry.Listing)) branch = branch.Under(label, path);
            branch.Entry = entry;
        }

        // "INBOX/Work" belongs under the inbox in name only: people look for Work, and special folders stand at the top.
        var inbox = root.Children.GetValueOrDefault("INBOX");
        if (inbox is not null) Lift(inbox, root, roles);
        return Nodes(root, roles);
    }

    private static void Lift(Branch inbox, Branch root, IReadOnlyDictionary<MailboxName, FolderRole> roles)
    {
        foreach (var (label, child) in inbox.Children.ToList())
        {
            if (child.Entry is null || !roles.ContainsKey(child.Entry.Listing.Name) || root.Children.ContainsKey(label)) continue;
            inbox.Children.Remove(label);
            root.Children[label] = child;
        }
    }

    private static List<FolderNode> Nodes(Branch branch, IReadOnlyDictionary<MailboxName, FolderRole> roles)
    {
        var nodes = new List<FolderNode>();
        foreach (var child in branch.Children.Values)
        {
            var children = Nodes(child, roles);
            if (Node(child, children, roles) is { } node) nodes.Add(node);
            else nodes.AddRange(children);
        }

        nodes.Sort((a, b) => Compare(a, b));
        return nodes;
    }

    private static FolderNode? Node(Branch branch, List<FolderNode> children, IReadOnlyDictionary<MailboxName, FolderRole> roles)
    {
        if (branch.Entry is { } entry)
        {
            var role = roles.GetValueOrDefault(entry.Listing.Name);
            return new FolderNode(entry.Listing.Name, branch.Label, role, entry.Listing.IsSelectable, entry.Total, entry.Unread, children);
        }

        // A level the server never listed: shown as a holder of its children.
        return MailboxName.TryCreate(branch.Path ?? branch.Label, out var name)
            ? new FolderNode(name, branch.Label, FolderRole.None, Selectable: false, null, null, children)
            : null;
    }

    private static int Compare(FolderNode a, FolderNode b)
    {
        var byRole = Rank(a.Role).CompareTo(Rank(b.Role));
        return byRole != 0 ? byRole : CultureInfo.CurrentCulture.CompareInfo.Compare(a.Label, b.Label, CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);
    }

    private static int Rank(FolderRole role)
    {
        var rank = Array.IndexOf(Order, role);
        return rank < 0 ? Order.Length : rank;
    }

    private static IEnumerable<(string Label, string Path)> Levels(MailboxListing listing)
    {
        var full = listing.Name.Value;
        if (listing.Delimiter is not { } delimiter)
        {
            yield return (full, full);
            yield break;
        }

        var start = 0;
        for (var depth = 1; ; depth++)
        {
            var end = depth < MaxDepth ? full.IndexOf(delimiter, start) : -1;
            if (end < 0) break;
            if (end > start) yield return (full[start..end], full[..end]);
            start = end + 1;
        }

        yield return start < full.Length ? (full[start..], full) : (full, full);
    }

    private sealed class Branch(string label, string? path)
    {
        public string Label { get; } = label;

        public string? Path { get; } = path;

        public FolderEntry? Entry { get; set; }

        public Dictionary<string, Branch> Children { get; } = new(StringComparer.Ordinal);

        public Branch Under(string label, string path)
        {
            if (!Children.TryGetValue(label, out var child)) Children[label] = child = new Branch(label, path);
            return child;
        }
    }
}
