using System.Globalization;
using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>ESEARCH: return items under their own names; sets as the wire writes them, in the order sent.</summary>
internal static class EsearchJson
{
    public static void Write(Utf8JsonWriter json, EsearchReply reply)
    {
        JsonFields.Text(json, "TAG", reply.Tag);
        JsonFields.Text(json, "MAILBOX", reply.Mailbox?.Value);
        JsonFields.Number(json, "UIDVALIDITY", reply.UidValidity?.Value);
        json.WriteBoolean("UID", reply.IsUid);
        JsonFields.Number(json, "MIN", reply.Min);
        JsonFields.Number(json, "MAX", reply.Max);
        JsonFields.Number(json, "COUNT", reply.Count);
        JsonFields.Text(json, "ALL", reply.All is null ? null : Set(reply.All));
        JsonFields.Number(json, "MODSEQ", reply.ModSeq?.Value);
        if (reply.Partial is { } partial)
        {
            json.WriteStartObject("PARTIAL");
            json.WriteString("range", string.Create(CultureInfo.InvariantCulture, $"{partial.First}:{partial.Last}"));
            json.WriteString("numbers", Set(partial.Numbers));
            json.WriteEndObject();
        }

        if (reply.Relevancy is { } scores)
        {
            json.WriteStartArray("RELEVANCY");
            foreach (var score in scores)
                json.WriteNumberValue(score);
            json.WriteEndArray();
        }

        Updates(json, "ADDTO", reply.Updates.Where(update => update.IsAddition));
        Updates(json, "REMOVEFROM", reply.Updates.Where(update => !update.IsAddition));
    }

    private static void Updates(Utf8JsonWriter json, string name, IEnumerable<EsearchUpdate> updates)
    {
        if (!updates.Any())
            return;
        json.WriteStartArray(name);
        foreach (var update in updates)
        {
            json.WriteStartObject();
            json.WriteNumber("position", update.Position);
            json.WriteString("numbers", Set(update.Numbers));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Set(IReadOnlyList<OrderedRun> runs) =>
        string.Join(',', runs.Select(run => run.From == run.To ? run.From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{run.From}:{run.To}")));
}
