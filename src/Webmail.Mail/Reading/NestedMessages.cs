using Webmail.Html.Sanitizing;
using Webmail.Mail.Messages;
using Webmail.Mime.Headers;
using Webmail.Mime.Parsing;
using Webmail.Mime.Parts;
using Webmail.Mime.Tnef;

namespace Webmail.Mail.Reading;

/// <summary>Opens messages that came as files.</summary>
public static class NestedMessages
{
    /// <summary>Octets of a file that is opened in memory: 16 MB. A bigger one is a download.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Names kept of one field: a forwarded round mail has a few hundred.</summary>
    private const int MaxPeople = 200;

    private static readonly byte[] TnefMark = [0x78, 0x9F, 0x3E, 0x22];

    /// <summary>Null when there is no message in the file.</summary>
    public static async Task<NestedMessage?> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        if (await ParseAsync(file, ct) is not { } message) return null;
        var plan = message.Plan();
        var text = plan.PlainView.OfType<MimePart>().Select(part => new BodyStretch(part, Bounded(part))).ToList();
        return new NestedMessage(
            CleanText.Of(message.Subject ?? ""),
            People(message.From),
            People(message.To),
            People(message.Cc),
            message.Date,
            text.Count == 0 ? null : await BodyTexts.PlainAsync(text, ct),
            MessageEntryBuilder.Attachments(plan),
            plan.HasHtml);
    }

    /// <summary>The HTML of such a file, made safe as any other mail's; null when it has none.</summary>
    public static async Task<HtmlBody?> ReadHtmlAsync(ReadOnlyMemory<byte> file, HtmlViewOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (await ParseAsync(file, ct) is not { } message || message.Plan() is not { HasHtml: true } plan) return null;
        var stretches = plan.HtmlView.OfType<MimePart>().Select(part => new BodyStretch(part, Bounded(part))).ToList();
        var sanitize = new SanitizeOptions
        {
            InlineImageUrl = contentId => plan.InlineParts.TryGetValue(contentId, out var part) ? options.InlineImageUrl(part.Section) : null,
            RemoteImageUrl = options.RemoteImageUrl,
            ShowWhatFits = options.ShowsWhatFits,
            Darken = options.Darkens,
            DarkenOnlyDesigned = true,
        };
        return await BodyTexts.HtmlAsync(stretches, sanitize, ct);
    }

    /// <summary>One part of such a file, decoded; null when it has no such part.</summary>
    public static async Task<PartStream?> OpenPartAsync(ReadOnlyMemory<byte> file, string section, CancellationToken ct)
    {
        if (await ParseAsync(file, ct) is not { } message) return null;
        var plan = message.Plan();
        if (plan.Attachments.FirstOrDefault(part => part.Section == section) is { Part: MimePart attached } attachment)
            return new PartStream(attached.OpenContent(), attachment.MediaType, attachment.FileName, null, () => ValueTask.CompletedTask);
        return plan.InlineParts.Values.FirstOrDefault(part => part.Section == section) is MimePart inline
            ? new PartStream(inline.OpenContent(), $"{inline.MediaType}/{inline.Subtype}", PartNames.Of(inline), null, () => ValueTask.CompletedTask)
            : null;
    }

    private static async Task<MimeMessage?> ParseAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        try
        {
            if (file.Span.StartsWith(TnefMark)) return await TnefMessage.OpenAsync(file, ct);
            var message = await Task.Run(() => MimeMessage.Parse(file), ct);
            return message.Header.Fields.Length == 0 ? null : message;
        }
        catch (MimeLimitException)
        {
            return null;
        }
    }

    private static PartBytes Bounded(MimePart part)
    {
        var bytes = part.Decode(ReadingLimits.MaxTextBytes);
        return new PartBytes(bytes, IsCut: bytes.Length == ReadingLimits.MaxTextBytes);
    }

    private static IReadOnlyList<Correspondent> People(AddressList addresses) =>
        [.. addresses.Mailboxes.Take(MaxPeople).Select(box => new Correspondent(CleanText.Of(box.Name ?? ""), CleanText.Of(box.Domain.Length > 0 ? box.LocalPart + "@" + DomainText.Of(box.Domain) : box.LocalPart)))];
}
