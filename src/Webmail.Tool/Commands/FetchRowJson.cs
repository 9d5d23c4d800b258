using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>A FETCH row, its envelope and its body structure as JSON.</summary>
internal static class FetchRowJson
{
    public static void Write(Utf8JsonWriter json, FetchRow row)
    {
        JsonValues.Members(json, row, nameof(FetchRow.Envelope), nameof(FetchRow.BodyStructure));
        if (row.Envelope is not null)
        {
            json.WriteStartObject("envelope");
            JsonValues.Members(json, row.Envelope);
            json.WriteEndObject();
        }

        if (row.BodyStructure is not null)
        {
            json.WriteStartObject("bodyStructure");
            Body(json, row.BodyStructure);
            json.WriteEndObject();
        }
    }

    // As deep as the grammar lets bodies nest.
    private static void Body(Utf8JsonWriter json, BodyStructure body)
    {
        JsonValues.Members(json, body, nameof(MultipartStructure.Parts), nameof(SinglePartStructure.Envelope), nameof(SinglePartStructure.EmbeddedBody));
        if (body is MultipartStructure multipart)
        {
            json.WriteStartArray("parts");
            foreach (var part in multipart.Parts)
            {
                json.WriteStartObject();
                Body(json, part);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (body is SinglePartStructure { Envelope: { } envelope })
        {
            json.WriteStartObject("envelope");
            JsonValues.Members(json, envelope);
            json.WriteEndObject();
        }

        if (body is SinglePartStructure { EmbeddedBody: { } embedded })
        {
            json.WriteStartObject("embeddedBody");
            Body(json, embedded);
            json.WriteEndObject();
        }
    }
}
