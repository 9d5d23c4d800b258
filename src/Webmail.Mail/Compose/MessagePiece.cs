namespace Webmail.Mail.Compose;

/// <summary>A stretch of a message: octets that are sent, or a place from which the mail server takes them itself (CATENATE, RFC 4469).</summary>
/// <param name="Length">Octets to send; 0 for a place.</param>
internal sealed record MessagePiece(long Length, StoredPlace? Place);
