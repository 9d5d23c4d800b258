using System.Net;
using System.Text;
using Webmail.Html.Sanitizing;
using Webmail.Html.TextConversion;
using Webmail.Mime.Charsets;
using Webmail.Mime.Encodings;
using Webmail.Mime.Parts;

namespace Webmail.Mail.Reading;

/// <summary>
/// Makes what is shown out of decoded bytes. In the whole process only as many heavy conversions run at a time as there are
/// processors, so that a bomb in one mailbox is not a stall in all.
/// </summary>
internal static class BodyTexts
{
    /// <summary>Texts above this leave the caller's thread, which may be a circuit's.</summary>
    private const int QuickBytes = 32 * 1024;

    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount);

    /// <summary>Undoes the transfer encoding of a part that is in memory.</summary>
    public static PartBytes Undo(ReadOnlyMemory<byte> encoded, IPartNode part)
    {
        var encoding = TransferDecoding.Parse(part.Encoding);
        return new PartBytes(encoding == TransferEncoding.Identity ? encoded.ToArray() : TransferDecoding.Decode(encoded.Span, encoding), IsCut: false);
    }

    /// <summary>Reads a decoded stream up to the limit of what is shown.</summary>
    public static async Task<PartBytes> ReadAsync(Stream content, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (kept.Length <= ReadingLimits.MaxTextBytes)
        {
            var read = await content.ReadAsync(buffer, ct);
            if (read == 0) return new PartBytes(kept.ToArray(), IsCut: false);
            kept.Write(buffer, 0, read);
        }

        return new PartBytes(kept.GetBuffer().AsMemory(0, ReadingLimits.MaxTextBytes), IsCut: true);
    }

    public static string Decode(PartBytes bytes, IPartNode part)
    {
        var declared = part.Parameters["charset"] ?? (part.Subtype == "html" ? HtmlCharset.Find(bytes.Content.Span) : null);
        return Charset.Decode(bytes.Content.Span, declared);
    }

    public static async ValueTask<PlainBody> PlainAsync(IReadOnlyList<BodyStretch> stretches, CancellationToken ct)
    {
        if (stretches.Sum(stretch => (long)stretch.Bytes.Content.Length) <= QuickBytes) return Plain(stretches);
        return await InTurnAsync(() => Plain(stretches), ct);
    }

    /// <summary>The whole lines of a text's first octets, which are few enough for the caller's thread; null where there is none.</summary>
    public static PlainBody? Beginning(IPartNode part, PartBytes bytes)
    {
        var end = bytes.Content.Span.LastIndexOf((byte)'\n') + 1;
        return end == 0 ? null : Plain([new BodyStretch(part, bytes with { Content = bytes.Content[..end] })]) with { Truncated = false, IsBeginning = true };
    }

    public static Task<HtmlBody> HtmlAsync(IReadOnlyList<BodyStretch> stretches, SanitizeOptions options, CancellationToken ct) =>
        InTurnAsync(() => Html(stretches, options), ct);

    private static PlainBody Plain(IReadOnlyList<BodyStretch> stretches)
    {
        var blocks = new List<TextBlock>();
        foreach (var (part, bytes) in stretches) blocks.AddRange(PlainText.Read(Readable(part, bytes), OptionsOf(part)).Blocks);
        return new PlainBody(new TextDocument(blocks), stretches.Any(stretch => stretch.Bytes.IsCut));
    }

    private static HtmlBody Html(IReadOnlyList<BodyStretch> stretches, SanitizeOptions options)
    {
        var html = new StringBuilder();
        foreach (var (part, bytes) in stretches)
        {
            // A stretch that is only text joins the others as text; the sanitiser sees all of it.
            var text = Decode(bytes, part);
            html.Append(part.Subtype == "html" ? text : $"<div style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(text)}</div>");
        }

        var result = HtmlSanitizer.Sanitize(html.ToString(), options);
        return result.IsSafe
            ? new HtmlBody(result.Html, SanitizeRefusal.None, "")
            : new HtmlBody(null, result.Refusal, string.Join("\n\n", stretches.Select(stretch => Readable(stretch.Part, stretch.Bytes))));
    }

    private static string Readable(IPartNode part, PartBytes bytes)
    {
        var text = Decode(bytes, part);
        return part.Subtype == "html" ? HtmlToText.Convert(text, new HtmlToTextOptions()) : text;
    }

    private static PlainTextOptions OptionsOf(IPartNode part) => new(
        string.Equals(part.Parameters["format"], "flowed", StringComparison.OrdinalIgnoreCase),
        string.Equals(part.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase));

    private static async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken ct)
    {
        await Turns.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            Turns.Release();
        }
    }
}
