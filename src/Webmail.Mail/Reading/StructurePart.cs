using Webmail.Mime.Headers;
using Webmail.Mime.Parts;
using Webmail.Protocols.Imap;

namespace Webmail.Mail.Reading;

/// <summary>A node of BODYSTRUCTURE as the body plan reads it.</summary>
internal sealed class StructurePart : IPartNode
{
    private readonly BodyStructure _node;
    private HeaderParameters? _parameters;
    private IReadOnlyList<IPartNode>? _children;

    public StructurePart(BodyStructure node)
    {
        _node = node;
        if (node is not SinglePartStructure single) return;
        ContentId = Words(single.Id)?.Trim('<', '>', ' ');
        Encoding = single.Encoding;
        Size = single.Octets;
    }

    public string MediaType => _node.MediaType;

    public string Subtype => _node.MediaSubtype;

    public HeaderParameters Parameters => _parameters ??= Decode(_node.Parameters);

    public string? Disposition => _node.Disposition;

    public string? DispositionFileName => _node.DispositionParameters.Count == 0 ? null : Decode(_node.DispositionParameters)["filename"];

    public string? ContentId { get; }

    public string? ContentLocation => Words(_node.Location);

    public string? Encoding { get; }

    public long Size { get; }

    public IReadOnlyList<IPartNode> Children => _children ??= _node switch
    {
        MultipartStructure multipart => [.. multipart.Parts.Select(part => new StructurePart(part))],
        SinglePartStructure { EmbeddedBody: { } body } => [new StructurePart(body)],
        _ => [],
    };

    public string Section => _node.Section;

    private static HeaderParameters Decode(IReadOnlyList<BodyParameter> parameters) => HeaderParameters.FromPairs(parameters.Select(
        parameter => KeyValuePair.Create<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>(System.Text.Encoding.UTF8.GetBytes(parameter.Name), parameter.Value)));

    private static string? Words(ReadOnlyMemory<byte> raw) => raw.IsEmpty ? null : System.Text.Encoding.Latin1.GetString(raw.Span).Trim();
}
