namespace Webmail.Mail.Reading;

/// <summary>An attachment of an opened message.</summary>
/// <param name="Section">IMAP section, such as "2" or "1.3".</param>
/// <param name="Name">Cleaned file name, never empty.</param>
/// <param name="MediaType">type/subtype in lower case, as declared; not to be trusted.</param>
/// <param name="Size">Octets after decoding, estimated from the encoded size where the server does not say.</param>
public sealed record AttachmentPart(string Section, string Name, string MediaType, long Size);
