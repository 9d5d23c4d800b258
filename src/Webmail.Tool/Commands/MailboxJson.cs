using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>LIST, LSUB, XLIST and STATUS.</summary>
internal static class MailboxJson
{
    public static void List(Utf8JsonWriter json, MailboxListing listing)
    {
        JsonFields.Words(json, "attributes", Attributes(listing));
        json.WriteString("delimiter", listing.Delimiter?.ToString());
        json.WriteString("mailbox", listing.Name.Value);
        if (listing.ChildInfo.Count > 0)
            JsonFields.Words(json, "CHILDINFO", listing.ChildInfo);
        JsonFields.Text(json, "OLDNAME", listing.OldName?.Value);
    }

    public static void Status(Utf8JsonWriter json, MailboxStatus status)
    {
        json.WriteString("mailbox", status.Name.Value);
        JsonFields.Number(json, "MESSAGES", status.Messages);
        JsonFields.Number(json, "RECENT", status.Recent);
        JsonFields.Number(json, "UNSEEN", status.Unseen);
        JsonFields.Number(json, "DELETED", status.Deleted);
        JsonFields.Number(json, "UIDNEXT", status.UidNext?.Value);
        JsonFields.Number(json, "UIDVALIDITY", status.UidValidity?.Value);
        JsonFields.Number(json, "HIGHESTMODSEQ", status.HighestModSeq?.Value);
        JsonFields.Number(json, "SIZE", status.Size);
        JsonFields.Number(json, "DELETED-STORAGE", status.DeletedStorage);
        JsonFields.Number(json, "APPENDLIMIT", status.AppendLimit);
        JsonFields.Text(json, "MAILBOXID", status.MailboxId);
    }

    // NonExistent says NoSelect by itself.
    private static IEnumerable<string> Attributes(MailboxListing listing)
    {
        foreach (var attribute in Enum.GetValues<MailboxAttributes>())
        {
            var implied = attribute == MailboxAttributes.NoSelect && listing.Attributes.HasFlag(MailboxAttributes.NonExistent);
            if (attribute != MailboxAttributes.None && listing.Attributes.HasFlag(attribute) && !implied)
                yield return "\\" + attribute;
        }

        foreach (var use in Enum.GetValues<SpecialUse>())
        {
            if (use != SpecialUse.None && listing.SpecialUse.HasFlag(use))
                yield return "\\" + use;
        }

        foreach (var other in listing.OtherAttributes)
            yield return other;
    }
}
