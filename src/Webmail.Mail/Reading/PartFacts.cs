namespace Webmail.Mail.Reading;

/// <summary>What the server says of a part.</summary>
/// <param name="FileName">Cleaned.</param>
/// <param name="Size">Octets after decoding, estimated.</param>
/// <param name="StoredSize">Octets as they are stored, encoded.</param>
/// <param name="CanBeJoined">Its encoded body can stand in another message as it is: base64, or a message that is not encoded.</param>
public sealed record PartFacts(string FileName, string MediaType, long Size, long StoredSize, bool CanBeJoined);
