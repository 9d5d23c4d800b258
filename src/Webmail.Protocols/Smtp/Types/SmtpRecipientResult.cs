namespace Webmail.Protocols.Smtp;

/// <summary>One recipient's answer.</summary>
/// <param name="Recipient">Who.</param>
/// <param name="Status">What the server said to RCPT. Whether it then took the message is <see cref="SmtpSendResult.Outcome"/>.</param>
/// <param name="Reply">The server's words; null when there were none.</param>
public sealed record SmtpRecipientResult(SmtpRecipient Recipient, SmtpRecipientStatus Status, SmtpReply? Reply);
