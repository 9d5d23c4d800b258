using System.Globalization;
using System.Text;
using System.Text.Json;
using Webmail.Protocols.Imap;

namespace Webmail.Tool.Commands;

/// <summary>A FETCH row: each item under its own name.</summary>
internal static class FetchRowJson
{
    public static void Write(Utf8JsonWriter json, FetchRow row, ReadOnlySpan<byte> frame = default)
    {
        if (row.SequenceNumber > 0)
            json.WriteNumber("number", row.SequenceNumber);
        JsonFields.Number(json, "UID", row.Uid?.Value);
        if (row.Flags is { } flags)
            JsonFields.Words(json, "FLAGS", flags.Select(flag => flag.Name));
        JsonFields.Date(json, "INTERNALDATE", row.InternalDate);
        if (row.Size is { } size)
            json.WriteNumber("RFC822.SIZE", size);
        JsonFields.Number(json, "MODSEQ", row.ModSeq?.Value);
        if (row.Envelope is { } envelope)
        {
            json.WriteStartObject("ENVELOPE");
            BodyStructureJson.Envelope(json, envelope);
            json.WriteEndObject();
        }

        if (row.BodyStructure is { } body)
        {
            json.WriteStartObject("BODYSTRUCTURE");
            BodyStructureJson.Write(json, body);
            json.WriteEndObject();
        }

        Ids(json, row, frame);
        Sections(json, row);
        Defects(json, row);
    }

    // Gmail has words of its own for the same two things; the row does not keep which was used.
    private static void Ids(Utf8JsonWriter json, FetchRow row, ReadOnlySpan<byte> frame)
    {
        var text = Encoding.Latin1.GetString(frame[..Math.Min(frame.Length, 64 * 1024)]);
        JsonFields.Text(json, text.Contains("X-GM-MSGID", StringComparison.OrdinalIgnoreCase) ? "X-GM-MSGID" : "EMAILID", row.EmailId);
        JsonFields.Text(json, text.Contains("X-GM-THRID", StringComparison.OrdinalIgnoreCase) ? "X-GM-THRID" : "THREADID", row.ThreadId);
        if (row.Labels is { } labels)
            JsonFields.Words(json, "X-GM-LABELS", labels);
        JsonFields.Date(json, "SAVEDATE", row.SaveDate);
        JsonFields.Text(json, "PREVIEW", row.Preview);
    }

    private static void Sections(Utf8JsonWriter json, FetchRow row)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in row.Sections)
        {
            var origin = section.Origin is { } offset ? string.Create(CultureInfo.InvariantCulture, $"<{offset}>") : "";
            var name = $"{(section.IsBinary ? "BINARY" : "BODY")}[{section.Path}]{origin}";
            if (!told.Add(name))
                continue;
            if (section.Data is { } data)
                JsonFields.Content(json, name, data);
            else
                json.WriteNull(name);
        }

        foreach (var size in row.BinarySizes)
        {
            if (told.Add($"BINARY.SIZE[{size.Part}]"))
                json.WriteNumber($"BINARY.SIZE[{size.Part}]", size.Octets);
        }
    }

    private static void Defects(Utf8JsonWriter json, FetchRow row)
    {
        if (row.Defects.Count == 0)
            return;
        json.WriteStartArray("defects");
        foreach (var defect in row.Defects)
        {
            json.WriteStartObject();
            json.WriteString("item", defect.Item);
            json.WriteString("reason", defect.Reason);
            json.WriteNumber("offset", defect.Offset);
            JsonFields.Bytes(json, "raw", defect.Raw);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
