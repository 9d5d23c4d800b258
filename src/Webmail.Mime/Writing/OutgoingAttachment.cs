using Webmail.Mime.Headers;

namespace Webmail.Mime.Writing;

/// <summary>A part from a stream: an attachment, an inline image, a forwarded message. Never held in memory.</summary>
/// <param name="mediaType"><c>image/png</c>. A message/rfc822 is written as it is, everything else in base64.</param>
/// <param name="open">Opens the content; called once for each writing (twice for a message), closed by the writer.</param>
public sealed class OutgoingAttachment(string mediaType, Func<CancellationToken, ValueTask<Stream>> open) : OutgoingEntity
{
    private readonly string _mediaType = CheckType(mediaType);

    /// <summary>The name to offer; control characters are taken out. Null for none.</summary>
    public string? FileName { get; init; }

    /// <summary>Shown in the text (by its Content-ID) instead of offered.</summary>
    public bool Inline { get; init; }

    /// <summary>For a message/rfc822: whether it holds octets above 127, where that is known (too much said does no harm). Null: it is read for it before it is written.</summary>
    public bool? IsEightBit { get; init; }

    internal override async Task WriteAsync(EntityWriter writer, CancellationToken ct)
    {
        var isMessage = _mediaType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase);
        var encoding = isMessage ? await IdentityAsync(ct) : "base64";
        var name = FileName is null ? null : EncodedWords.WithoutControls(FileName);
        var header = writer.NewHeader();
        header.Structured("Content-Type", ParameterForms.Join(_mediaType, name is null ? [] : [ParameterForms.Fallback("name", name)]));
        header.Structured("Content-Transfer-Encoding", encoding);
        header.Structured("Content-Disposition", ParameterForms.Join(Inline ? "inline" : "attachment", name is null ? [] : [ParameterForms.Of("filename", name)]));
        if (ContentId is { } id) header.Identifiers("Content-ID", [id]);
        await writer.EndHeaderAsync(header, ct);
        if (await writer.PutsBodyAsync(this, ct)) return;
        await using var content = await open(ct);
        if (isMessage) await writer.CopyLinesAsync(content, ct);
        else await writer.CopyBase64Async(content, ct);
        writer.BodyEnds(this);
    }

    // RFC 2046 section 5.2.1 allows nothing but 7bit, 8bit and binary here.
    private async Task<string> IdentityAsync(CancellationToken ct)
    {
        if (IsEightBit is { } known) return known ? "8bit" : "7bit";
        await using var content = await open(ct);
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if (!System.Text.Ascii.IsValid(buffer.AsSpan(0, read))) return "8bit";
        }

        return "7bit";
    }
}
