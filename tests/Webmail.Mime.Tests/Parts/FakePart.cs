using Webmail.Mime.Headers;
using Webmail.Mime.Parts;

namespace Webmail.Mime.Tests.Parts;

/// <summary>A part tree in one line: <c>Part("multipart/mixed", Part("text/plain"), ...)</c>.</summary>
internal sealed class FakePart : IPartNode
{
    public required string Label { get; init; }
    public required string MediaType { get; init; }
    public required string Subtype { get; init; }
    public HeaderParameters Parameters { get; init; } = HeaderParameters.Empty;
    public string? Disposition { get; init; }
    public string? DispositionFileName { get; init; }
    public string? ContentId { get; init; }
    public string? ContentLocation { get; init; }
    public string? Encoding => null;
    public long Size => 100;
    public IReadOnlyList<IPartNode> Children { get; init; } = [];
    public string Section => Label;

    public static FakePart Part(string label, string type, string? cid = null, string? disposition = null, string? file = null, string parameters = "") => new()
    {
        Label = label,
        MediaType = type.Split('/')[0],
        Subtype = type.Split('/')[1],
        ContentId = cid,
        Disposition = disposition,
        DispositionFileName = file,
        Parameters = HeaderParameters.Parse(System.Text.Encoding.UTF8.GetBytes(parameters)),
    };

    public static FakePart Multi(string subtype, params FakePart[] children) => Multi(subtype, "", children);

    public static FakePart Multi(string subtype, string parameters, params FakePart[] children) => new()
    {
        Label = subtype, MediaType = "multipart", Subtype = subtype, Children = children, Parameters = HeaderParameters.Parse(System.Text.Encoding.UTF8.GetBytes(parameters)),
    };
}
