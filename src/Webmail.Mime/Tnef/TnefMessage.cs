using Webmail.Mime.Charsets;
using Webmail.Mime.Parsing;
using Webmail.Mime.Writing;

namespace Webmail.Mime.Tnef;

/// <summary>Opens a winmail.dat as a message, so that everything that works on parts works on its contents.</summary>
public static class TnefMessage
{
    /// <summary>
    /// The contents as a multipart/mixed: the text (plain and HTML, which may stand inside the rich text; the words of the rich text, and itself as an attachment, where there is
    /// neither), then the attachments; embedded messages are
    /// message/rfc822. Null where there is nothing in it.
    /// </summary>
    public static async Task<MimeMessage?> OpenAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var bytes = await WriteAsync(TnefContents.Parse(file), 0, ct);
        return bytes is null ? null : MimeMessage.Parse(bytes);
    }

    private static async Task<byte[]?> WriteAsync(TnefContents contents, int level, CancellationToken ct)
    {
        var parts = new List<OutgoingEntity>();
        var html = contents.HtmlBody.IsEmpty ? null
            : Charset.Decode(contents.HtmlBody.Span, HtmlCharset.Find(contents.HtmlBody.Span) ?? "cp" + contents.CodePage.ToString(System.Globalization.CultureInfo.InvariantCulture));
        html ??= contents.RtfBody.IsEmpty ? null : RtfBody.FindHtml(contents.RtfBody.Span);
        var plain = contents.PlainBody;
        var richOnly = plain is null && html is null && !contents.RtfBody.IsEmpty;
        if (richOnly) plain = RtfBody.ToText(contents.RtfBody.Span);
        if (plain is not null || html is not null) parts.Add(new OutgoingBody { PlainText = plain, Flowed = false, Html = html }.Build());
        if (richOnly) parts.Add(Attachment("text/rtf", "message.rtf", null, contents.RtfBody));
        foreach (var item in contents.Attachments)
        {
            if (item.Embedded is not { } embedded) parts.Add(Attachment(TypeOf(item), item.Name ?? "attachment", item.ContentId, item.Data));
            else if (await WriteAsync(embedded, level + 1, ct) is { } inner) parts.Add(Attachment("message/rfc822", (item.Name ?? "message") + ".eml", null, inner));
        }

        if (parts.Count == 0) return null;
        var number = 0;
        var options = new WriteOptions { NextBoundary = () => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"=_tnef_{level}_{++number}") };
        var output = new MemoryStream();
        var writer = new EntityWriter(output, options);
        var header = writer.NewHeader();
        if (contents.Sender is { } sender) header.Addresses("From", [sender]);
        if (contents.Date is { } date) header.Structured("Date", Headers.MailDate.Format(date));
        if (MessageId.Valid(contents.MessageId is null ? [] : [contents.MessageId]) is [var id]) header.Structured("Message-ID", $"<{id}>");
        if (contents.Subject is { } subject) header.Field("Subject", HeaderValue.Clean(subject));
        header.Structured("MIME-Version", "1.0");
        await writer.WriteHeaderAsync(header, ct);
        await new OutgoingMultipart("mixed", parts).WriteAsync(writer, ct);
        return output.ToArray();
    }

    private static OutgoingAttachment Attachment(string type, string name, string? id, ReadOnlyMemory<byte> data) =>
        new(type, _ => ValueTask.FromResult<Stream>(new ReadOnlyMemoryStream(data)))
        {
            FileName = name, Inline = id is not null, ContentId = MessageId.Valid(id is null ? [] : [id]) is [var valid] ? valid : null,
        };

    // The declared type is the sender's word: only a well-formed one is used, and never one that has parts.
    private static string TypeOf(TnefAttachment item)
    {
        var type = Headers.ContentType.Parse(System.Text.Encoding.UTF8.GetBytes(item.MediaType ?? ""));
        var usable = item.MediaType is not null && !type.HasDefect && type.MediaType is not ("multipart" or "message") && type.ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '+' or '-');
        return usable ? type.ToString() : "application/octet-stream";
    }
}
