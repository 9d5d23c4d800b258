using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Webmail.Tool.Commands;

/// <summary>Fields of protocols as JSON. What is null is left away.</summary>
internal static class JsonFields
{
    /// <summary>Octets of a content that are shown; a longer one has size and hash alone.</summary>
    private const int ShortContent = 1024;

    public static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    public static void Number(Utf8JsonWriter json, string name, ulong? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    public static void Date(Utf8JsonWriter json, string name, DateTimeOffset? date)
    {
        if (date is { } at)
            json.WriteString(name, at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    public static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    /// <summary>Octets that are UTF-8 as text, others as {"base64": "..."}.</summary>
    public static void Bytes(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> bytes)
    {
        json.WritePropertyName(name);
        if (Utf8.IsValid(bytes.Span))
        {
            json.WriteStringValue(Encoding.UTF8.GetString(bytes.Span));
            return;
        }

        json.WriteStartObject();
        json.WriteString("base64", Convert.ToBase64String(bytes.Span));
        json.WriteEndObject();
    }

    /// <summary>The content of a literal: size, hash, and itself when it is short.</summary>
    public static void Content(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> content)
    {
        json.WriteStartObject(name);
        json.WriteNumber("size", content.Length);
        json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        if (content.Length <= ShortContent)
        {
            if (Utf8.IsValid(content.Span))
                json.WriteString("text", Encoding.UTF8.GetString(content.Span));
            else
                json.WriteString("base64", Convert.ToBase64String(content.Span));
        }

        json.WriteEndObject();
    }
}
