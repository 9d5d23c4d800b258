using System.Text.Json;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Grammar;

namespace Webmail.Tool.Commands;

/// <summary>
/// An IMAP response as a JSON object. <c>kind</c> is the response's own word ("FETCH", "OK", "THREAD"), or "tagged", "continuation", "unknown", "malformed"; fields have the
/// names that the RFCs use; <c>forgiven</c> lists where the server left the grammar and was understood nevertheless (<see cref="ServerQuirks"/>).
/// </summary>
internal static class ImapResponseJson
{
    public static void Write(Utf8JsonWriter json, ImapResponse response, ReadOnlySpan<byte> frame, ServerQuirks quirks)
    {
        json.WriteStartObject();
        switch (response)
        {
            case TaggedResponse tagged:
                json.WriteString("kind", "tagged");
                json.WriteString("tag", tagged.Tag);
                Condition(json, tagged.Status, tagged.Code, tagged.Text);
                break;
            case ConditionResponse condition:
                json.WriteString("kind", condition.Status.ToString().ToUpperInvariant());
                Condition(json, condition.Status, condition.Code, condition.Text);
                break;
            case ContinuationResponse continuation:
                json.WriteString("kind", "continuation");
                JsonFields.Bytes(json, "text", continuation.Text);
                break;
            case MalformedResponse malformed:
                json.WriteString("kind", "malformed");
                json.WriteString("name", malformed.Name);
                json.WriteString("reason", malformed.Reason);
                json.WriteNumber("offset", malformed.Offset);
                JsonFields.Bytes(json, "raw", malformed.Raw);
                break;
            case UnknownResponse unknown:
                json.WriteString("kind", "unknown");
                json.WriteString("name", unknown.Name);
                JsonFields.Bytes(json, "raw", unknown.Raw);
                break;
            case FetchReply fetch:
                json.WriteString("kind", fetch.Row.SequenceNumber == 0 ? "UIDFETCH" : "FETCH");
                FetchRowJson.Write(json, fetch.Row, frame);
                break;
            case EsearchReply esearch:
                json.WriteString("kind", "ESEARCH");
                EsearchJson.Write(json, esearch);
                break;
            default:
                ImapDataJson.Write(json, (UntaggedResponse)response);
                break;
        }

        json.WriteStartArray("forgiven");
        foreach (var quirk in Enum.GetValues<ServerQuirks>())
        {
            if (quirk != ServerQuirks.None && quirks.HasFlag(quirk))
                json.WriteStringValue(quirk.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Condition(Utf8JsonWriter json, ResponseStatus status, ResponseCode? code, string text)
    {
        json.WriteString("status", status.ToString().ToUpperInvariant());
        if (code is not null)
        {
            json.WriteStartObject("code");
            ResponseCodeJson.Write(json, code);
            json.WriteEndObject();
        }

        json.WriteString("text", text);
    }
}
