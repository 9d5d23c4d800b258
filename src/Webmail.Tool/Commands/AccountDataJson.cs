using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>Data about the account and the server: rights, quota, annotations, URLs, languages.</summary>
internal static class AccountDataJson
{
    public static void Write(Utf8JsonWriter json, UntaggedResponse response)
    {
        switch (response)
        {
            case IdReply id:
                json.WriteStartObject("fields");
                foreach (var (name, value) in id.Fields)
                    json.WriteString(name, value);
                json.WriteEndObject();
                break;
            case QuotaReply quota:
                Quota(json, quota);
                break;
            case QuotaRootReply root:
                json.WriteString("mailbox", root.Mailbox.Value);
                JsonFields.Words(json, "roots", root.Roots);
                break;
            case AclReply acl:
                Acl(json, acl);
                break;
            case ListRightsReply rights:
                json.WriteString("mailbox", rights.Mailbox.Value);
                json.WriteString("identifier", rights.Identifier);
                json.WriteString("required", rights.Required);
                JsonFields.Words(json, "optional", rights.Optional);
                break;
            case MyRightsReply mine:
                json.WriteString("mailbox", mine.Mailbox.Value);
                json.WriteString("rights", mine.Rights);
                break;
            case MetadataReply metadata:
                Metadata(json, metadata);
                break;
            case LanguageReply language:
                JsonFields.Words(json, "languages", language.Tags);
                break;
            case ComparatorReply comparator:
                json.WriteString("active", comparator.Active);
                JsonFields.Words(json, "matching", comparator.Matching);
                break;
            case GenUrlAuthReply signed:
                JsonFields.Words(json, "urls", signed.Urls);
                break;
            case UrlFetchReply fetched:
                UrlFetch(json, fetched);
                break;
            case JmapAccessReply jmap:
                json.WriteString("url", jmap.Url);
                break;
            default:
                throw new InvalidOperationException($"No JSON for {response.GetType().Name}.");
        }
    }

    private static void Quota(Utf8JsonWriter json, QuotaReply quota)
    {
        json.WriteString("root", quota.Root);
        json.WriteStartArray("resources");
        foreach (var resource in quota.Resources)
        {
            json.WriteStartObject();
            json.WriteString("name", resource.Name);
            json.WriteNumber("usage", resource.Usage);
            json.WriteNumber("limit", resource.Limit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Acl(Utf8JsonWriter json, AclReply acl)
    {
        json.WriteString("mailbox", acl.Mailbox.Value);
        json.WriteStartArray("entries");
        foreach (var entry in acl.Entries)
        {
            json.WriteStartObject();
            json.WriteString("identifier", entry.Identifier);
            json.WriteString("rights", entry.Rights);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Metadata(Utf8JsonWriter json, MetadataReply metadata)
    {
        json.WriteString("mailbox", metadata.Mailbox?.Value ?? "");
        json.WriteStartArray("entries");
        foreach (var entry in metadata.Entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            if (entry.Value is { } value)
                JsonFields.Bytes(json, "value", value);
            else
                json.WriteNull("value");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (metadata.Changed.Count > 0)
            JsonFields.Words(json, "changed", metadata.Changed);
    }

    private static void UrlFetch(Utf8JsonWriter json, UrlFetchReply fetched)
    {
        json.WriteStartArray("entries");
        foreach (var entry in fetched.Entries)
        {
            json.WriteStartObject();
            json.WriteString("url", entry.Url);
            if (entry.Content is { } content)
                JsonFields.Content(json, "content", content);
            else
                json.WriteNull("content");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
