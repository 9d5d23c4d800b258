using Webmail.Html.TextConversion;
using Webmail.Mail.Reading;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;
using Webmail.Mime.Parts;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Messages;

/// <summary>The start of a message's text, made here where the server has no PREVIEW (RFC 8970).</summary>
internal static class RowPreview
{
    /// <summary>Characters of text a row shows; the widest list has room for about 180.</summary>
    public const int MaxLength = 200;

    /// <summary>Octets fetched of a text part: enough for 200 characters behind a greeting in any encoding.</summary>
    private const uint PlainOctets = 2 * 1024;

    /// <summary>HTML has its style sheets in front.</summary>
    private const uint HtmlOctets = 24 * 1024;

    public static string Clean(string text)
    {
        var line = CleanText.Of(text);
        if (line.Length <= MaxLength) return line;
        var end = char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return line[..end];
    }

    public static async Task<string> FetchAsync(ImapConnection connection, Uid uid, BodyStructure structure, CancellationToken ct)
    {
        if (BodyPlan.Of(new StructurePart(structure)).PlainView is not [var part, ..]) return "";
        var isHtml = part.Subtype == "html";
        var path = SectionPath.Create(part.Section.Length > 0 ? part.Section : "1");
        var items = new FetchItems { Sections = [path], FirstOctets = isHtml ? HtmlOctets : PlainOctets };
        await foreach (var row in connection.FetchAsync(UidSet.Of(uid), items, ct: ct))
        {
            if (row.Uid != uid || row.Section(path)?.Data is not { } bytes) continue;
            var text = Charset.Decode(TransferDecoding.Decode(bytes.Span, part.Encoding), part.Parameters["charset"]);
            return Clean(isHtml ? HtmlToText.Preview(text, MaxLength) : Mime.Text.PreviewText.Of(text, MaxLength));
        }

        return "";
    }
}
