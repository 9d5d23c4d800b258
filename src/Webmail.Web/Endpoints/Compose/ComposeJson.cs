using System.Text.Json;
using System.Text.Json.Serialization;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>The form in which composer and server speak.</summary>
internal static class ComposeJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        MaxDepth = 16,
    };
}
