using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>Untagged data but FETCH and ESEARCH.</summary>
internal static class ImapDataJson
{
    public static void Write(Utf8JsonWriter json, UntaggedResponse response)
    {
        json.WriteString("kind", Kind(response));
        switch (response)
        {
            case CapabilityReply capability:
                JsonFields.Words(json, "capabilities", capability.Capabilities.Names.Order(StringComparer.OrdinalIgnoreCase));
                break;
            case EnabledReply enabled:
                JsonFields.Words(json, "capabilities", enabled.Names);
                break;
            case FlagsReply flags:
                JsonFields.Words(json, "flags", flags.Flags.Select(flag => flag.Name));
                break;
            case ExistsReply exists:
                json.WriteNumber("number", exists.Count);
                break;
            case RecentReply recent:
                json.WriteNumber("number", recent.Count);
                break;
            case ExpungeReply expunge:
                json.WriteNumber("number", expunge.SequenceNumber);
                break;
            case VanishedReply vanished:
                json.WriteBoolean("EARLIER", vanished.Earlier);
                json.WriteString("uids", vanished.Uids.ToString());
                break;
            case ListReply list:
                MailboxJson.List(json, list.Listing);
                break;
            case StatusReply status:
                MailboxJson.Status(json, status.Status);
                break;
            case SearchReply search:
                Numbers(json, search.Numbers);
                JsonFields.Number(json, "MODSEQ", search.HighestModSeq?.Value);
                break;
            case SortReply sort:
                Numbers(json, sort.Numbers);
                JsonFields.Number(json, "MODSEQ", sort.HighestModSeq?.Value);
                break;
            case ThreadReply thread:
                json.WritePropertyName("threads");
                Threads(json, thread.Threads);
                break;
            case NamespaceReply names:
                Namespace(json, "personal", names.Namespaces.Personal);
                Namespace(json, "other", names.Namespaces.Others);
                Namespace(json, "shared", names.Namespaces.Shared);
                break;
            default:
                AccountDataJson.Write(json, response);
                break;
        }
    }

    private static string Kind(UntaggedResponse response) => response switch
    {
        ListReply { Kind: var list } => list.ToString().ToUpperInvariant(),
        _ => response.GetType().Name[..^"Reply".Length].ToUpperInvariant(),
    };

    private static void Numbers(Utf8JsonWriter json, IEnumerable<uint> numbers)
    {
        json.WriteStartArray("numbers");
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    // As deep as the grammar lets answers nest.
    private static void Threads(Utf8JsonWriter json, IReadOnlyList<ThreadNode> threads)
    {
        json.WriteStartArray();
        foreach (var thread in threads)
        {
            json.WriteStartObject();
            if (thread.Number is { } number)
                json.WriteNumber("number", number);
            else
                json.WriteNull("number");
            json.WritePropertyName("children");
            Threads(json, thread.Children);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Namespace(Utf8JsonWriter json, string name, IReadOnlyList<ImapNamespace> namespaces)
    {
        json.WriteStartArray(name);
        foreach (var one in namespaces)
        {
            json.WriteStartObject();
            json.WriteString("prefix", one.Prefix);
            json.WriteString("delimiter", one.Delimiter?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
