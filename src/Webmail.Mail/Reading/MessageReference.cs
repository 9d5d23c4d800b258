using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>Names one message for good: the UID counts only under its UIDVALIDITY.</summary>
public readonly record struct MessageReference(MailboxName Folder, UidValidity Validity, Uid Uid);
