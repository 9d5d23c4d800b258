using System.Globalization;
using System.Text.Json;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;

namespace Webmail.Tool.Commands;

/// <summary>One header value as the type its name has.</summary>
internal sealed class HeaderCommand : ICommand
{
    public string Name => "header";

    public string Usage => "NAME < VALUE             the typed value of a header field";

    public async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        if (context.Arguments is not [var name]) throw new UsageException("one argument: the name of the field");
        var value = await context.ReadInputAsync(ct);
        await context.WriteJsonAsync(json => Write(json, name.Trim().TrimEnd(':').ToLowerInvariant(), value), ct);
        return ExitCode.Answered;
    }

    private static void Write(Utf8JsonWriter json, string name, byte[] value)
    {
        switch (name)
        {
            case "from" or "sender" or "reply-to" or "to" or "cc" or "bcc" or "resent-from" or "resent-to" or "resent-cc" or "resent-bcc" or "resent-sender" or "return-path" or "mail-followup-to" or "mail-reply-to" or "errors-to" or "disposition-notification-to" or "delivered-to":
                AddressCommand.Write(json, AddressList.Parse(value));
                break;
            case "date" or "resent-date" or "delivery-date" or "expires" or "expiry-date" or "reply-by" or "deferred-delivery":
                json.WriteStringValue(MailDate.TryParse(value, out var date) ? Iso(date) : null);
                break;
            case "message-id" or "in-reply-to" or "references" or "content-id" or "resent-message-id":
                Strings(json, MessageIds.Parse(value));
                break;
            case "content-type":
                var type = ContentType.Parse(value);
                Media(json, "type", type.ToString(), type.Parameters);
                break;
            case "content-disposition":
                var disposition = ContentDisposition.Parse(value);
                Media(json, "disposition", disposition.Kind, disposition.Parameters);
                break;
            case "received":
                Received(json, ReceivedHeader.Parse(value));
                break;
            case "authentication-results" or "arc-authentication-results":
                Results(json, AuthenticationResults.Parse(value));
                break;
            case "dkim-signature" or "arc-seal" or "arc-message-signature" or "autocrypt":
                json.WriteStartObject();
                foreach (var (tag, text) in TagList.Parse(value)) json.WriteString(tag, text);
                json.WriteEndObject();
                break;
            case "list-unsubscribe" or "list-subscribe" or "list-post" or "list-help" or "list-owner" or "list-archive":
                Strings(json, ListLinks.Parse(value).Select(u => u.OriginalString));
                break;
            case "content-transfer-encoding":
                json.WriteStringValue(TransferDecoding.Name(EncodedWords.Decode(value)));
                break;
            case "list-id":
                json.WriteStringValue(ListLinks.Id(value));
                break;
            case "keywords" or "content-language":
                Strings(json, CommaList.Parse(value));
                break;
            default:
                json.WriteStringValue(EncodedWords.Decode(value));
                break;
        }
    }

    private static void Media(Utf8JsonWriter json, string property, string value, HeaderParameters parameters)
    {
        json.WriteStartObject();
        json.WriteString(property, value);
        json.WriteStartObject("parameters");
        foreach (var parameter in parameters) json.WriteString(parameter.Name, parameter.Value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Received(Utf8JsonWriter json, ReceivedHeader hop)
    {
        json.WriteStartObject();
        json.WriteString("from", hop.From);
        json.WriteString("fromAddress", hop.FromAddress?.ToString());
        json.WriteString("helo", hop.Helo);
        json.WriteString("by", hop.By);
        json.WriteString("via", hop.Via);
        json.WriteString("with", hop.With);
        json.WriteString("id", hop.Id);
        json.WriteString("for", hop.For);
        json.WriteString("tlsVersion", hop.TlsVersion);
        json.WriteString("tlsCipher", hop.TlsCipher);
        json.WriteString("date", hop.Date is { } date ? Iso(date) : null);
        json.WriteEndObject();
    }

    private static void Results(Utf8JsonWriter json, AuthenticationResults results)
    {
        json.WriteStartObject();
        if (results.Instance is { } instance) json.WriteNumber("instance", instance);
        json.WriteString("authServer", results.AuthServer);
        json.WriteStartArray("results");
        foreach (var result in results.Results)
        {
            json.WriteStartObject();
            json.WriteString("method", result.Method);
            json.WriteString("value", result.Value);
            foreach (var (name, value) in result.Properties) json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Iso(DateTimeOffset date) => date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
