namespace Webmail.TestKit.Mailboxes;

/// <summary>One message of a generated mailbox.</summary>
/// <param name="Folder">Full name with <c>/</c> between levels; <c>INBOX</c> for the inbox.</param>
/// <param name="Flags">Maildir letters in alphabetical order: D draft, F flagged, P forwarded, R answered, S seen, T deleted.</param>
/// <param name="Content">The message with CRLF line ends, unless being malformed is its point.</param>
public sealed record GeneratedMessage(string Folder, DateTimeOffset Received, string Flags, byte[] Content);
