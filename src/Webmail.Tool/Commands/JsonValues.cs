using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>
/// Values of the protocol types as JSON, by their public properties: null and empty ones are left away. A new property of a
/// reply shows up by itself.
/// </summary>
internal static class JsonValues
{
    /// <summary>Values inside values; threads are the deepest.</summary>
    private const int MaxDepth = 400;

    public static void Members(Utf8JsonWriter json, object value, params string[] except) => Members(json, value, 0, except);

    public static void Bytes(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> bytes)
    {
        json.WritePropertyName(name);
        Bytes(json, bytes.Span);
    }

    private static void Members(Utf8JsonWriter json, object value, int depth, string[] except)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0 || except.Contains(property.Name, StringComparer.Ordinal))
                continue;
            var member = property.GetValue(value);
            if (member is null or "" or false || IsEmpty(member))
                continue;
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            Value(json, member, depth + 1);
        }
    }

    private static void Value(Utf8JsonWriter json, object? value, int depth)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case ReadOnlyMemory<byte> bytes:
                Bytes(json, bytes.Span);
                break;
            case int or uint or long or ulong:
                json.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case Uid uid:
                json.WriteNumberValue(uid.Value);
                break;
            case ModSeq modSeq:
                json.WriteNumberValue(modSeq.Value);
                break;
            case UidValidity validity:
                json.WriteNumberValue(validity.Value);
                break;
            case DateTimeOffset date:
                json.WriteStringValue(date);
                break;
            case Enum or char or Flag or MailboxName or SectionPath or NumberSet or UidSet:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case ImapCapabilities capabilities:
                List(json, capabilities.Names.Order(StringComparer.OrdinalIgnoreCase), depth);
                break;
            case IEnumerable list:
                List(json, list, depth);
                break;
            default:
                json.WriteStartObject();
                if (depth < MaxDepth)
                    Members(json, value, depth, []);
                json.WriteEndObject();
                break;
        }
    }

    private static void List(Utf8JsonWriter json, IEnumerable list, int depth)
    {
        json.WriteStartArray();
        foreach (var item in list)
            Value(json, item, depth + 1);
        json.WriteEndArray();
    }

    private static void Bytes(Utf8JsonWriter json, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            json.WriteStringValue(Encoding.UTF8.GetString(bytes));
            return;
        }

        json.WriteStartObject();
        json.WriteString("base64", Convert.ToBase64String(bytes));
        json.WriteEndObject();
    }

    private static bool IsEmpty(object value) => value switch
    {
        ReadOnlyMemory<byte> bytes => bytes.IsEmpty,
        NumberSet or UidSet => false,
        ICollection list => list.Count == 0,
        _ => false,
    };
}
