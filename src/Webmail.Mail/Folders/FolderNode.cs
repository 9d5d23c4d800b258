using Webmail.Protocols.Imap;

namespace Webmail.Mail.Folders;

/// <summary>One folder as the side navigation shows it; an immutable snapshot.</summary>
/// <param name="Name">The server's full name.</param>
/// <param name="Label">The last level of the name, as the person reads it. Special folders have a localised label in the UI.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Selectable">False for a level that only holds other folders.</param>
/// <param name="Total">Messages in it; null while unknown.</param>
/// <param name="Unread">Unread messages; null while unknown.</param>
/// <param name="Children">Sub-folders in display order.</param>
public sealed record FolderNode(
    MailboxName Name,
    string Label,
    FolderRole Role,
    bool Selectable,
    int? Total,
    int? Unread,
    IReadOnlyList<FolderNode> Children);
