using Webmail.Protocols.Imap;

namespace Webmail.Mail.Folders;

/// <summary>A folder as LIST told it, with its newest counts.</summary>
internal sealed record FolderEntry(MailboxListing Listing, int? Total, int? Unread);
