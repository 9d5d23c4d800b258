using System.Globalization;
using System.IO.Compression;
using Webmail.Mail;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;

namespace Webmail.Web.Endpoints;

/// <summary>All attachments of a message as one zip, written while it is sent: no file is held whole, whatever its size.</summary>
internal static class SaveAllEndpoint
{
    public static void MapSaveAll(this IEndpointRouteBuilder routes) => routes.MapGet("/save-all/{token}", ServeAsync);

    private static async Task ServeAsync(HttpContext context, string token, LinkGate gate, CancellationToken ct)
    {
        var response = context.Response;
        if (gate.Open(LinkPurpose.SaveAll, token, context) is not { } opened || await FilesAsync(opened, ct) is not { } files)
        {
            MessageResponses.Refuse(response);
            return;
        }

        MessageResponses.PrepareDownload(response, FileNames.Clean(files.Subject + ".zip", "attachments.zip"), length: null);
        try
        {
            await using var output = new DeferredWrites(response.Body);
            await WriteAsync(output, opened, files, ct);
            await output.FlushAsync(ct);
        }
        catch (Exception error) when (error is MailUnavailableException or IOException && !ct.IsCancellationRequested)
        {
            context.Abort(); // a short archive must not look like a whole one
        }
    }

    private static async Task WriteAsync(Stream output, OpenedLink opened, (string Subject, DateTimeOffset Received, IReadOnlyList<AttachmentPart> Parts) files, CancellationToken ct)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var part in files.Parts)
        {
            // Not compressed: most attachments are already, and the reader waits for the mail server, not for us.
            var entry = zip.CreateEntry(Unique(FileNames.Clean(part.Name), names), CompressionLevel.NoCompression);
            if (files.Received.Year is >= 1980 and <= 2107) entry.LastWriteTime = files.Received;
            await using var source = await opened.Account.Reader.OpenPartAsync(opened.Link.Message, part.Section, ct);
            await using var target = await entry.OpenAsync(ct);
            await source.Content.CopyToAsync(target, ct);
        }
    }

    private static async Task<(string Subject, DateTimeOffset Received, IReadOnlyList<AttachmentPart> Parts)?> FilesAsync(OpenedLink opened, CancellationToken ct)
    {
        try
        {
            var message = await opened.Account.Reader.OpenAsync(opened.Link.Message.Folder, opened.Link.Message.Uid, ct);
            if (message.Reference != opened.Link.Message) return null;
            return (message.Subject, message.Received, await opened.Account.Reader.ReadAttachmentsAsync(message.Reference, ct));
        }
        catch (MailUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Two files of one name would be one file on the reader's disk.</summary>
    internal static string Unique(string name, HashSet<string> taken)
    {
        var dot = name.LastIndexOf('.');
        var (stem, ending) = dot > 0 ? (name[..dot], name[dot..]) : (name, "");
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){ending}");
        return unique;
    }
}
