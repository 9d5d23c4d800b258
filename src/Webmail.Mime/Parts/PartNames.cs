using System.Collections.Frozen;
using Webmail.Mime.Encodings;
using Webmail.Mime.Headers;

namespace Webmail.Mime.Parts;

/// <summary>The name and size that an attachment is shown with.</summary>
public static class PartNames
{
    private static readonly FrozenDictionary<string, string> Endings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text/plain"] = "txt", ["text/html"] = "html", ["text/calendar"] = "ics", ["text/vcard"] = "vcf", ["text/x-vcard"] = "vcf", ["text/directory"] = "vcf",
        ["text/csv"] = "csv", ["text/rfc822-headers"] = "txt", ["message/rfc822"] = "eml", ["message/global"] = "eml", ["message/delivery-status"] = "txt",
        ["message/global-delivery-status"] = "txt", ["message/disposition-notification"] = "txt", ["message/feedback-report"] = "txt", ["message/partial"] = "part",
        ["image/jpeg"] = "jpg", ["image/png"] = "png", ["image/gif"] = "gif", ["image/webp"] = "webp", ["image/svg+xml"] = "svg", ["image/tiff"] = "tif", ["image/bmp"] = "bmp",
        ["image/heic"] = "heic", ["audio/mpeg"] = "mp3", ["audio/wav"] = "wav", ["audio/ogg"] = "ogg", ["video/mp4"] = "mp4", ["video/quicktime"] = "mov",
        ["application/pdf"] = "pdf", ["application/zip"] = "zip", ["application/gzip"] = "gz", ["application/json"] = "json", ["application/xml"] = "xml", ["text/xml"] = "xml",
        ["application/msword"] = "doc", ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        ["application/vnd.ms-excel"] = "xls", ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = "xlsx",
        ["application/vnd.ms-powerpoint"] = "ppt", ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = "pptx",
        ["application/ms-tnef"] = "dat", ["application/vnd.ms-tnef"] = "dat", ["application/pgp-signature"] = "asc", ["application/pgp-keys"] = "asc",
        ["application/pkcs7-signature"] = "p7s", ["application/x-pkcs7-signature"] = "p7s", ["application/pkcs7-mime"] = "p7m", ["application/x-pkcs7-mime"] = "p7m",
        ["application/ics"] = "ics", ["application/rtf"] = "rtf",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sender's name for the part, not cleaned: <c>filename</c>, else <c>name</c>; null where there is none.</summary>
    public static string? RawName(IPartNode part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var name = string.IsNullOrWhiteSpace(part.DispositionFileName) ? part.Parameters["name"] : part.DispositionFileName;
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    /// <summary>A safe name for download and display.</summary>
    public static string Of(IPartNode part)
    {
        var ending = Endings.GetValueOrDefault($"{part.MediaType}/{part.Subtype}");
        var stem = part.MediaType == "message" ? "message" : "attachment";
        return FileNames.Clean(RawName(part), ending is null ? stem : $"{stem}.{ending}");
    }

    /// <summary>Octets after decoding: exact for 7bit, 8bit and binary, close for the others.</summary>
    public static long EstimateSize(IPartNode part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return TransferDecoding.Parse(part.Encoding) switch
        {
            // 76 characters and CRLF carry 57 octets.
            TransferEncoding.Base64 => part.Size * 57 / 78,
            TransferEncoding.UuEncode => part.Size * 45 / 63,
            _ => part.Size,
        };
    }
}
