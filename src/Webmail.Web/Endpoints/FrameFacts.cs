using System.Text.Json.Serialization;

namespace Webmail.Web.Endpoints;

/// <summary>What the frame's bridge is told about the mail.</summary>
/// <param name="Blocked">Remote images that were left out and could be shown.</param>
/// <param name="Trackers">Pixels of all trackers.</param>
/// <param name="Names">Of the busiest ones.</param>
/// <param name="Fold">What the button before a folded quote says: to open, to close. Null folds nothing.</param>
/// <param name="Paper">light, dark (by its own design) or darkened.</param>
/// <param name="Failed">It is not the mail, but says why there is none now.</param>
internal sealed record FrameFacts(int Blocked, int Trackers, IReadOnlyList<string> Names, IReadOnlyList<FrameLink> Links, IReadOnlyList<string>? Fold, string Paper, bool Failed);

/// <summary>A link that something speaks against.</summary>
/// <param name="Index">Its place among the mail's links that lead outside.</param>
/// <param name="Why">The numbers of <see cref="Webmail.Html.Links.LinkWarnings"/>.</param>
internal sealed record FrameLink(int Index, int Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FrameFacts))]
internal sealed partial class FrameJson : JsonSerializerContext;
