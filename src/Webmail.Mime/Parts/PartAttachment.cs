namespace Webmail.Mime.Parts;

/// <summary>A part that is offered for opening or download.</summary>
/// <param name="Part">The part itself; its <see cref="IPartNode.Section"/> says where it is.</param>
/// <param name="FileName">Safe for download and display; made up from the type where the sender gave none.</param>
/// <param name="MediaType"><c>image/png</c>, lower case, as the sender declared it.</param>
/// <param name="EstimatedSize">Octets of the content after decoding, estimated from the encoded size.</param>
public sealed record PartAttachment(IPartNode Part, string FileName, string MediaType, long EstimatedSize)
{
    public string Section => Part.Section;
}
