using System.Text;
using Webmail.Mime.Text;

namespace Webmail.Mime.Writing;

/// <summary>A text part in UTF-8: 7bit where the text allows it, else quoted-printable or base64, whichever is shorter.</summary>
/// <param name="subtype"><c>plain</c>, <c>html</c>, <c>calendar</c>, …</param>
/// <param name="text">With any line ends.</param>
public sealed class OutgoingText(string subtype, string text) : OutgoingEntity
{
    private readonly string _mediaType = CheckType($"text/{subtype}");

    /// <summary>Parameters beside the charset: <c>method</c> of a calendar.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Write as <c>format=flowed</c> (RFC 3676): paragraphs are lines of the text, wrapped at 72 columns.</summary>
    public bool Flowed { get; init; }

    /// <summary>A name makes it an attachment.</summary>
    public string? FileName { get; init; }

    internal override async Task WriteAsync(EntityWriter writer, CancellationToken ct)
    {
        var body = Flowed ? FlowedText.Encode(text) : text.ReplaceLineEndings("\r\n");
        var bytes = Encoding.UTF8.GetBytes(body);
        var encoding = TextEncodings.Choose(bytes);
        var header = writer.NewHeader();
        var parameters = new List<IEnumerable<string>> { ParameterForms.Of("charset", "utf-8") };
        if (Flowed) parameters.Add(["format=flowed"]);
        foreach (var parameter in Parameters) parameters.Add(ParameterForms.Of(parameter.Key, parameter.Value));
        if (FileName is not null) parameters.Add(ParameterForms.Fallback("name", FileName));
        header.Structured("Content-Type", ParameterForms.Join(_mediaType, [.. parameters]));
        header.Structured("Content-Transfer-Encoding", encoding);
        if (FileName is not null) header.Structured("Content-Disposition", ParameterForms.Join("attachment", ParameterForms.Of("filename", FileName)));
        if (ContentId is { } id) header.Identifiers("Content-ID", [id]);
        await writer.EndHeaderAsync(header, ct);
        await writer.WriteAsync(TextEncodings.Encode(bytes, encoding), ct);
    }
}
