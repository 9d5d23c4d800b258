using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>IMAP responses as JSON. Bytes that are UTF-8 are written as text, others as {"base64": "..."}.</summary>
internal static class ImapResponseJson
{
    public static void Write(Utf8JsonWriter json, ImapResponse response)
    {
        switch (response)
        {
            case TaggedResponse tagged:
                json.WriteString("response", "tagged");
                json.WriteString("tag", tagged.Tag);
                Condition(json, tagged.Status, tagged.Code, tagged.Text);
                break;
            case ConditionResponse condition:
                json.WriteString("response", "condition");
                Condition(json, condition.Status, condition.Code, condition.Text);
                break;
            case ContinuationResponse continuation:
                json.WriteString("response", "continuation");
                JsonValues.Bytes(json, "text", continuation.Text);
                break;
            case MalformedResponse malformed:
                json.WriteString("response", "malformed");
                json.WriteString("name", malformed.Name);
                json.WriteString("reason", malformed.Reason);
                json.WriteNumber("offset", malformed.Offset);
                break;
            case UnknownResponse unknown:
                json.WriteString("response", "unknown");
                json.WriteString("name", unknown.Name);
                JsonValues.Bytes(json, "raw", unknown.Raw);
                break;
            case FetchReply fetch:
                json.WriteString("response", "fetch");
                FetchRowJson.Write(json, fetch.Row);
                break;
            default:
                JsonValues.Reply(json, response);
                break;
        }
    }

    private static void Condition(Utf8JsonWriter json, ResponseStatus status, ResponseCode? code, string text)
    {
        json.WriteString("status", status.ToString().ToUpperInvariant());
        if (code is not null)
        {
            json.WriteStartObject("code");
            JsonValues.Members(json, code);
            json.WriteEndObject();
        }

        json.WriteString("text", text);
    }
}
