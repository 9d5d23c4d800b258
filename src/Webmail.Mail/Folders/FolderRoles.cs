using Webmail.Protocols.Imap;

namespace Webmail.Mail.Folders;

/// <summary>Finds out what folders are for: first what the server says (SPECIAL-USE), then, for roles nobody has, well-known names.</summary>
internal static class FolderRoles
{
    /// <summary>Names other clients and servers give, for servers without SPECIAL-USE. Lower case, last level only.</summary>
    private static readonly Dictionary<string, FolderRole> WellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        ["drafts"] = FolderRole.Drafts,
        ["sent"] = FolderRole.Sent,
        ["sent items"] = FolderRole.Sent,
        ["sent messages"] = FolderRole.Sent,
        ["sent mail"] = FolderRole.Sent,
        ["archive"] = FolderRole.Archive,
        ["archives"] = FolderRole.Archive,
        ["junk"] = FolderRole.Junk,
        ["junk e-mail"] = FolderRole.Junk,
        ["spam"] = FolderRole.Junk,
        ["bulk mail"] = FolderRole.Junk,
        ["trash"] = FolderRole.Trash,
        ["deleted items"] = FolderRole.Trash,
        ["deleted messages"] = FolderRole.Trash,
        ["bin"] = FolderRole.Trash,
    };

    public static IReadOnlyDictionary<MailboxName, FolderRole> Of(IReadOnlyList<MailboxListing> listings)
    {
        var roles = new Dictionary<MailboxName, FolderRole>();
        var taken = new HashSet<FolderRole>();
        foreach (var listing in listings)
        {
            var role = listing.Name.IsInbox ? FolderRole.Inbox : Declared(listing.SpecialUse);
            // Two folders of one use are legal (RFC 6154 section 2); the first is ours to file into.
            if (role != FolderRole.None && taken.Add(role)) roles[listing.Name] = role;
        }

        foreach (var listing in listings)
        {
            if (roles.ContainsKey(listing.Name) || !listing.IsSelectable || !IsTopLevel(listing)) continue;
            if (WellKnown.TryGetValue(LastLevel(listing), out var role) && taken.Add(role)) roles[listing.Name] = role;
        }

        return roles;
    }

    public static string LastLevel(MailboxListing listing) =>
        listing.Delimiter is { } delimiter ? listing.Name.Value[(listing.Name.Value.LastIndexOf(delimiter) + 1)..] : listing.Name.Value;

    /// <summary>At the top, or right under INBOX, where Courier and Cyrus keep everything.</summary>
    private static bool IsTopLevel(MailboxListing listing)
    {
        if (listing.Delimiter is not { } delimiter) return true;
        var levels = listing.Name.Value.Split(delimiter);
        return levels.Length == 1 || (levels.Length == 2 && levels[0].Equals("INBOX", StringComparison.OrdinalIgnoreCase));
    }

    private static FolderRole Declared(SpecialUse use) =>
        use.HasFlag(SpecialUse.Inbox) ? FolderRole.Inbox
        : use.HasFlag(SpecialUse.Drafts) ? FolderRole.Drafts
        : use.HasFlag(SpecialUse.Sent) ? FolderRole.Sent
        : use.HasFlag(SpecialUse.Archive) ? FolderRole.Archive
        : use.HasFlag(SpecialUse.Junk) ? FolderRole.Junk
        : use.HasFlag(SpecialUse.Trash) ? FolderRole.Trash
        : use.HasFlag(SpecialUse.All) ? FolderRole.All
        : use.HasFlag(SpecialUse.Flagged) ? FolderRole.Flagged
        : FolderRole.None;
}
