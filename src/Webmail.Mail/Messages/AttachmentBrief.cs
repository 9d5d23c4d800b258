namespace Webmail.Mail.Messages;

/// <summary>An attachment as the list mentions it.</summary>
/// <param name="Name">Cleaned file name.</param>
/// <param name="Size">Octets of the encoded part.</param>
public sealed record AttachmentBrief(string Name, long Size);
