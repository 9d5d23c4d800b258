using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>A response code: <c>name</c> as sent, in capitals, and what it carries; <c>arguments</c> is what has no shape that we know.</summary>
internal static class ResponseCodeJson
{
    public static void Write(Utf8JsonWriter json, ResponseCode code)
    {
        json.WriteString("name", code.Name);
        json.WriteBoolean("known", code.Kind != ResponseCodeKind.Other);
        switch (code)
        {
            case CapabilityCode capability:
                JsonFields.Words(json, "capabilities", capability.Capabilities.Names.Order(StringComparer.OrdinalIgnoreCase));
                break;
            case PermanentFlagsCode flags:
                JsonFields.Words(json, "flags", flags.AllowsNewKeywords ? [.. flags.Flags.Select(flag => flag.Name), "\\*"] : flags.Flags.Select(flag => flag.Name));
                break;
            case NumberCode number:
                Entry(json, number.Kind);
                json.WriteNumber("value", number.Value);
                break;
            case AppendUidCode append:
                json.WriteNumber("uidvalidity", append.UidValidity.Value);
                json.WriteString("uids", append.Uids.ToString());
                break;
            case CopyUidCode copy:
                json.WriteNumber("uidvalidity", copy.Copied.UidValidity.Value);
                json.WriteString("source", copy.Copied.Source.ToString());
                json.WriteString("destination", copy.Copied.Destination.ToString());
                break;
            case ModifiedCode modified:
                json.WriteString("messages", modified.Messages.ToString());
                break;
            case MailboxIdCode id:
                json.WriteString("mailboxid", id.MailboxId);
                break;
            case BadCharsetCode charset:
                JsonFields.Words(json, "charsets", charset.Charsets);
                break;
            case InProgressCode progress:
                JsonFields.Text(json, "tag", progress.Tag);
                JsonFields.Number(json, "progress", progress.Progress);
                JsonFields.Number(json, "goal", progress.Goal);
                break;
            case MessageLimitCode limit:
                json.WriteNumber("value", limit.Limit);
                JsonFields.Number(json, "uid", limit.Lowest?.Value);
                break;
            case NoUpdateCode update:
                json.WriteString("tag", update.Tag);
                break;
            default:
                if (code.Arguments.Length > 0)
                    json.WriteString("arguments", code.Arguments);
                break;
        }
    }

    // METADATA has a second word.
    private static void Entry(Utf8JsonWriter json, ResponseCodeKind kind)
    {
        if (kind is ResponseCodeKind.MetadataLongEntries or ResponseCodeKind.MetadataMaxSize)
            json.WriteString("arguments", kind == ResponseCodeKind.MetadataLongEntries ? "LONGENTRIES" : "MAXSIZE");
    }
}
