namespace Webmail.Mail.Folders;

/// <summary>What a folder is for, from SPECIAL-USE (RFC 6154) where the server says it, else from its well-known names.</summary>
public enum FolderRole
{
    None,
    Inbox,
    Drafts,
    Sent,
    Archive,
    Junk,
    Trash,
    All,
    Flagged,
}
