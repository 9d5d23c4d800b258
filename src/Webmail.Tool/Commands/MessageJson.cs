using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Parts;

namespace Webmail.Tool.Commands;

/// <summary>Writes a parsed message. Property names are part of the tool's promise; see docs/mime.md.</summary>
internal sealed class MessageJson(Utf8JsonWriter json, bool withText)
{
    // What waits to be written; a message of 10,000 parts makes megabytes of JSON.
    private const int MaxPending = 256 * 1024;
    private readonly byte[] _block = new byte[32 * 1024];
    private BodyPlan? _plan;

    public void Write(MimeMessage message)
    {
        _plan = message.Plan();
        json.WriteStartObject();
        Headers(message.Header);
        Addresses("from", message.From);
        Addresses("to", message.To);
        Addresses("cc", message.Cc);
        json.WriteString("subject", message.Subject);
        json.WriteString("date", message.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("messageId", message.MessageId);
        json.WriteStartArray("defects");
        foreach (var defect in message.Inspect())
        {
            json.WriteStartObject();
            json.WriteString("kind", defect.Kind.ToString());
            json.WriteNumber("offset", defect.Offset);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("root");
        Part(message.Root);
        json.WriteEndObject();
    }

    private void Headers(HeaderBlock header)
    {
        json.WriteStartArray("headers");
        foreach (var field in header.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", Encoding.ASCII.GetString(header.NameOf(field)));
            json.WriteString("value", header.TextOf(field));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Addresses(string name, AddressList list)
    {
        json.WritePropertyName(name);
        AddressCommand.Write(json, list);
    }

    private void Part(MimePart part)
    {
        json.WriteStartObject();
        json.WriteString("contentType", part.ContentType.ToString());
        json.WriteStartObject("parameters");
        foreach (var parameter in part.Parameters) json.WriteString(parameter.Name, parameter.Value);
        json.WriteEndObject();
        json.WriteString("disposition", part.Disposition);
        json.WriteString("fileName", PartNames.RawName(part));
        json.WriteString("contentId", part.ContentId);
        json.WriteString("transferEncoding", TransferDecoding.Name(part.Encoding));
        json.WriteString("charset", part.Charset);
        Content(part);
        json.WriteString("role", Role(part));
        json.WriteStartArray("children");
        foreach (var child in part.Children)
        {
            // The message inside a message is one of its own: its parts have their roles there.
            var outer = _plan;
            if (!part.IsMultipart) _plan = BodyPlan.Of(child);
            Part(child);
            _plan = outer;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (json.BytesPending > MaxPending) json.Flush();
    }

    private string? Role(MimePart part) => _plan!.RoleOf(part) switch
    {
        PartRole.Container => null,
        var role => role.ToString().ToLowerInvariant(),
    };

    private void Content(MimePart part)
    {
        if (part.IsMultipart && part.Children.Count > 0)
        {
            json.WriteNull("size");
            json.WriteNull("sha256");
            return;
        }

        // As a stream: an attachment of any size costs a block.
        using var content = part.OpenContent();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        while (content.Read(_block, 0, _block.Length) is var read and > 0)
        {
            hash.AppendData(_block, 0, read);
            size += read;
        }

        json.WriteNumber("size", size);
        json.WriteString("sha256", Convert.ToHexStringLower(hash.GetHashAndReset()));
        if (withText && part.MediaType == "text") json.WriteString("text", part.DecodeText());
    }
}
