using System.Globalization;

namespace Webmail.Mime.Writing;

/// <summary>A multipart with its parts.</summary>
/// <param name="subtype"><c>mixed</c>, <c>alternative</c>, <c>related</c>, …</param>
public sealed class OutgoingMultipart(string subtype, IReadOnlyList<OutgoingEntity> parts) : OutgoingEntity
{
    private readonly string _mediaType = CheckType($"multipart/{subtype}");

    public IReadOnlyList<OutgoingEntity> Parts { get; } = parts.Count > 0 ? parts : throw new ArgumentException("A multipart has at least one part.", nameof(parts));

    /// <summary>Parameters beside the boundary: <c>protocol</c>, <c>micalg</c>, <c>report-type</c>, <c>type</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    private protected override IEnumerable<(string Section, OutgoingEntity Part)> Leaves(string prefix) =>
        Parts.SelectMany((part, at) => LeavesOf(part, string.Create(CultureInfo.InvariantCulture, $"{prefix}{at + 1}.")));

    internal override async Task WriteAsync(EntityWriter writer, CancellationToken ct)
    {
        var boundary = writer.NextBoundary();
        var header = writer.NewHeader();
        header.Structured("Content-Type", ParameterForms.Join(_mediaType, [.. Parameters.Select(p => ParameterForms.Of(p.Key, p.Value)), ParameterForms.Of("boundary", boundary)]));
        if (ContentId is { } id) header.Identifiers("Content-ID", [id]);
        await writer.EndHeaderAsync(header, ct);
        foreach (var part in Parts)
        {
            await writer.LineAsync($"--{boundary}", ct);
            await part.WriteAsync(writer, ct);
            // This line end belongs to the boundary, not to the part.
            await writer.LineAsync("", ct);
        }

        await writer.LineAsync($"--{boundary}--", ct);
    }
}
