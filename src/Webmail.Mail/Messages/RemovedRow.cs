using Webmail.Protocols.Imap;

namespace Webmail.Mail.Messages;

/// <summary>A row that left the list.</summary>
/// <param name="Uid">The message; null when the list never knew its UID.</param>
/// <param name="Index">The index it had just before it went.</param>
public readonly record struct RemovedRow(Uid? Uid, int Index);
