using System.Diagnostics;
using Webmail.Html.Sanitizing;
using Webmail.Mail.Sessions;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;
using Webmail.Mime.Parts;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Reading;

/// <summary>Texts to show, and parts to stream.</summary>
internal sealed partial class MessageReader
{
    /// <summary>A part up to this size comes in one piece over the shared connection; a bigger one gets a connection of its own.</summary>
    private const int SmallPart = 256 * 1024;

    public async ValueTask<PlainBody> ReadPlainAsync(MessageReference message, string section, CancellationToken ct)
    {
        var entry = await EntryAsync(message, ct);
        return await BodyTexts.PlainAsync(await StretchesAsync(entry, entry.Plan.PlainView, section, ct), ct);
    }

    public PlainBody? PlainBeginning(MessageReference message, string section) =>
        _warm.Find(message) is { Beginning: { } beginning } entry && entry.Plan.PlainView is [{ } first, ..] && first.Section == section && section == Guess.ToString()
            ? BodyTexts.Beginning(first, beginning)
            : null;

    public async ValueTask<HtmlBody> ReadHtmlAsync(MessageReference message, string section, HtmlViewOptions options, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var entry = await EntryAsync(message, ct);
        var stretches = await StretchesAsync(entry, entry.Plan.HtmlView, section, ct);
        var fetched = Stopwatch.GetElapsedTime(started);
        var sanitize = new SanitizeOptions
        {
            InlineImageUrl = contentId => entry.Plan.InlineParts.TryGetValue(contentId, out var part) ? options.InlineImageUrl(part.Section) : null,
            RemoteImageUrl = options.RemoteImageUrl,
            ShowWhatFits = options.ShowsWhatFits,
            Darken = options.Darkens,
            DarkenOnlyDesigned = true,
        };
        var body = await BodyTexts.HtmlAsync(stretches, sanitize, ct);
        return body with { Fetched = fetched, Sanitized = Stopwatch.GetElapsedTime(started) - fetched };
    }

    public async ValueTask<PartStream> OpenPartAsync(MessageReference message, string section, CancellationToken ct)
    {
        var entry = await EntryAsync(message, ct);
        if (!entry.Parts.TryGetValue(section, out var part)) throw new MailUnavailableException(MailFailure.Gone, "");
        var (type, name) = ($"{part.MediaType}/{part.Subtype}", PartNames.Of(part));
        if (part.Size <= SmallPart)
        {
            var bytes = await BodyAsync(entry, part, ct);
            return new PartStream(new MemoryStream(bytes.Content.ToArray(), writable: false), type, name, bytes.Content.Length, () => ValueTask.CompletedTask);
        }

        return await StreamAsync(message, SectionPath.Create(section), part.Encoding, type, name, ct);
    }

    public async ValueTask<PartStream> OpenSourceAsync(MessageReference message, CancellationToken ct)
    {
        var entry = await EntryAsync(message, ct);
        return await StreamAsync(message, SectionPath.Whole, null, "message/rfc822", SourceName(entry), ct);
    }

    public async ValueTask<PartFacts> LookAsync(MessageReference message, string? section, CancellationToken ct)
    {
        var entry = await EntryAsync(message, ct);
        if (section is null) return new PartFacts(SourceName(entry), "message/rfc822", entry.Opened.Size, entry.Opened.Size, CanBeJoined: true);
        if (!entry.Parts.TryGetValue(section, out var part)) throw new MailUnavailableException(MailFailure.Gone, "");
        var type = $"{part.MediaType}/{part.Subtype}";
        var inBase64 = string.Equals(part.Encoding, "base64", StringComparison.OrdinalIgnoreCase);
        var asItIs = part.Encoding is null || part.Encoding.Equals("7bit", StringComparison.OrdinalIgnoreCase) || part.Encoding.Equals("8bit", StringComparison.OrdinalIgnoreCase);
        // Three octets stand in four, and a line of 76 has two more.
        return new PartFacts(PartNames.Of(part), type, inBase64 ? part.Size * 57 / 78 : part.Size, part.Size, type == "message/rfc822" ? asItIs : inBase64 && part.MediaType is not ("multipart" or "message"));
    }

    private static string SourceName(MessageEntry entry) => FileNames.Clean(entry.Opened.Subject + ".eml", "message.eml");

    private async Task<PartStream> StreamAsync(
        MessageReference message, SectionPath section, string? encoding, string type, string name, CancellationToken ct)
    {
        try
        {
            var lease = await pool.RentAsync(message.Folder, LeaseUse.Exclusive, ct);
            try
            {
                if (lease.Validity != message.Validity) throw new MailUnavailableException(MailFailure.Gone, "");
                var body = await OpenBodyAsync(lease.Connection, message.Uid, section, encoding, ct);
                var isPlain = body.IsDecoded || TransferDecoding.Parse(encoding) == TransferEncoding.Identity;
                var content = isPlain ? body : TransferDecoding.Open(body, encoding);
                return new PartStream(content, type, name, isPlain ? body.TotalLength : null, lease.DisposeAsync);
            }
            catch
            {
                await lease.DisposeAsync();
                throw;
            }
        }
        catch (Exception error)
        {
            throw MailFailures.From(error, ct);
        }
    }

    private static async Task<ImapBodyStream> OpenBodyAsync(ImapConnection connection, Uid uid, SectionPath section, string? encoding, CancellationToken ct)
    {
        var asDecoded = TransferDecoding.Parse(encoding) is TransferEncoding.Base64 or TransferEncoding.QuotedPrintable;
        try
        {
            return await connection.OpenBodyAsync(uid, section, new BodyFetchOptions { Binary = asDecoded }, ct);
        }
        catch (ImapCommandException) when (asDecoded)
        {
            // A server may refuse to decode what it can't (RFC 3516 section 4.3, UNKNOWN-CTE): we forgive more than it does.
            return await connection.OpenBodyAsync(uid, section, new BodyFetchOptions(), ct);
        }
    }

    /// <summary>The stretches of text a view is made of. A section that is no part of the view is shown by itself.</summary>
    private async Task<IReadOnlyList<BodyStretch>> StretchesAsync(MessageEntry entry, IReadOnlyList<IPartNode> view, string section, CancellationToken ct)
    {
        if (!view.Any(part => part.Section == section))
            view = entry.Parts.TryGetValue(section, out var single) ? [single] : throw new MailUnavailableException(MailFailure.Gone, "");
        var room = ReadingLimits.MaxTextBytes;
        var stretches = new List<BodyStretch>();
        foreach (var part in view)
        {
            if (room <= 0) break;
            var bytes = await BodyAsync(entry, part, ct);
            room -= bytes.Content.Length;
            stretches.Add(new BodyStretch(part, bytes));
        }

        return stretches;
    }

    private async Task<PartBytes> BodyAsync(MessageEntry entry, IPartNode part, CancellationToken ct)
    {
        try
        {
            return await FetchBodyAsync(entry, part).WaitAsync(ct);
        }
        catch (Exception error)
        {
            throw MailFailures.From(error, ct);
        }
    }

    private Task<PartBytes> FetchBodyAsync(MessageEntry entry, IPartNode part) => entry.BodyAsync(part.Section, async () =>
    {
        var bytes = part.Size <= SmallPart ? await FetchWholeAsync(entry, part) : await ReadBoundedAsync(entry, part);
        _warm.Trim();
        return bytes;
    });

    private async Task<PartBytes> FetchWholeAsync(MessageEntry entry, IPartNode part)
    {
        var of = entry.Opened.Reference;
        var section = SectionPath.Create(part.Section);
        await using var lease = await pool.RentAsync(of.Folder, LeaseUse.Shared, CancellationToken.None);
        if (lease.Validity != of.Validity) throw new MailUnavailableException(MailFailure.Gone, "");
        await foreach (var row in lease.Connection.FetchAsync(UidSet.Of(of.Uid), new FetchItems { Sections = [section] }, ct: CancellationToken.None))
        {
            if (row.Uid == of.Uid && row.Section(section)?.Data is { } data) return BodyTexts.Undo(data, part);
        }

        throw new MailUnavailableException(MailFailure.Gone, "");
    }

    private async Task<PartBytes> ReadBoundedAsync(MessageEntry entry, IPartNode part)
    {
        await using var stream = await StreamAsync(
            entry.Opened.Reference, SectionPath.Create(part.Section), part.Encoding, "", "", CancellationToken.None);
        return await BodyTexts.ReadAsync(stream.Content, CancellationToken.None);
    }
}
