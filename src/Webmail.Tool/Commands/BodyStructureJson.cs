using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>ENVELOPE and BODYSTRUCTURE under the names of RFC 9051 section 7.5.2; null for NIL.</summary>
internal static class BodyStructureJson
{
    // As deep as the grammar lets bodies nest.
    public static void Write(Utf8JsonWriter json, BodyStructure body)
    {
        json.WriteString("part", body.Section);
        json.WriteString("type", body.MediaType);
        json.WriteString("subtype", body.MediaSubtype);
        Parameters(json, body.Parameters);
        if (body is SinglePartStructure single)
        {
            Nullable(json, "id", single.Id);
            Nullable(json, "description", single.Description);
            json.WriteString("encoding", single.Encoding);
            json.WriteNumber("size", single.Octets);
            if (single.Lines is { } lines)
                json.WriteNumber("lines", lines);
            Embedded(json, single);
        }
        else if (body is MultipartStructure multipart)
        {
            json.WriteStartArray("parts");
            foreach (var part in multipart.Parts)
            {
                json.WriteStartObject();
                Write(json, part);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (body.Disposition is { } disposition)
        {
            json.WriteStartObject("disposition");
            json.WriteString("type", disposition);
            Parameters(json, body.DispositionParameters);
            json.WriteEndObject();
        }

        if (body.Languages.Count > 0)
            JsonFields.Words(json, "language", body.Languages);
        if (!body.Location.IsEmpty)
            JsonFields.Bytes(json, "location", body.Location);
    }

    public static void Envelope(Utf8JsonWriter json, Envelope envelope)
    {
        Nullable(json, "date", envelope.DateText);
        Nullable(json, "subject", envelope.Subject);
        Addresses(json, "from", envelope.From);
        Addresses(json, "sender", envelope.Sender);
        Addresses(json, "reply-to", envelope.ReplyTo);
        Addresses(json, "to", envelope.To);
        Addresses(json, "cc", envelope.Cc);
        Addresses(json, "bcc", envelope.Bcc);
        Nullable(json, "in-reply-to", envelope.InReplyTo);
        Nullable(json, "message-id", envelope.MessageId);
    }

    private static void Embedded(Utf8JsonWriter json, SinglePartStructure part)
    {
        if (part.Envelope is { } envelope)
        {
            json.WriteStartObject("envelope");
            Envelope(json, envelope);
            json.WriteEndObject();
        }

        if (part.EmbeddedBody is { } body)
        {
            json.WriteStartObject("body");
            Write(json, body);
            json.WriteEndObject();
        }
    }

    private static void Addresses(Utf8JsonWriter json, string name, IReadOnlyList<EnvelopeAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            Nullable(json, "name", address.Name);
            Nullable(json, "adl", address.Route);
            Nullable(json, "mailbox", address.Mailbox);
            Nullable(json, "host", address.Host);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A list, because a name may come twice.
    private static void Parameters(Utf8JsonWriter json, IReadOnlyList<BodyParameter> parameters)
    {
        json.WriteStartArray("parameters");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            JsonFields.Bytes(json, "value", parameter.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Nullable(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> octets)
    {
        if (octets.IsEmpty)
            json.WriteNull(name);
        else
            JsonFields.Bytes(json, name, octets);
    }
}
