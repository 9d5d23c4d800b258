using System.Text.Json.Serialization;

namespace Webmail.Web.Endpoints;

/// <summary>What the frame tells the pane about remote content, for the banner.</summary>
/// <param name="Trackers">Pixels of all trackers.</param>
/// <param name="Names">Of the busiest ones.</param>
internal sealed record FrameRemote(int Blocked, int Trackers, IReadOnlyList<string> Names);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FrameRemote))]
internal sealed partial class FrameJson : JsonSerializerContext;
