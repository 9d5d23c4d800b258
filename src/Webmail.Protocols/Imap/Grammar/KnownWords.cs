using System.Collections.Frozen;
using System.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>The words that come in every listing, as shared strings: media types, encodings, parameter names, flags.</summary>
internal static class KnownWords
{
    private const int Longest = 32;

    private static readonly FrozenSet<string> Lower = FrozenSet.Create(
        StringComparer.Ordinal,
        "text", "plain", "html", "calendar", "csv", "css", "xml", "rtf", "markdown", "enriched", "x-amp-html", "x-vcard", "vcard", "rfc822-headers",
        "multipart", "mixed", "alternative", "related", "report", "signed", "encrypted", "digest", "form-data", "appledouble", "parallel",
        "message", "rfc822", "delivery-status", "disposition-notification", "partial", "external-body", "global", "feedback-report",
        "application", "octet-stream", "pdf", "zip", "gzip", "json", "ics", "ms-tnef", "vnd.ms-tnef", "msword", "vnd.ms-excel", "vnd.ms-powerpoint",
        "pgp-signature", "pgp-encrypted", "pgp-keys", "pkcs7-mime", "pkcs7-signature", "x-pkcs7-mime", "x-pkcs7-signature", "x-zip-compressed",
        "applefile", "postscript", "x-gzip", "x-tar", "x-pdf",
        "image", "png", "jpeg", "jpg", "gif", "webp", "svg+xml", "bmp", "tiff", "heic", "pjpeg", "x-icon",
        "audio", "mpeg", "wav", "ogg", "video", "mp4", "quicktime",
        "7bit", "8bit", "binary", "base64", "quoted-printable", "uuencode", "x-uuencode",
        "inline", "attachment",
        "charset", "boundary", "format", "flowed", "delsp", "name", "filename", "size", "method", "request", "reply", "type", "start", "protocol",
        "micalg", "report-type", "creation-date", "modification-date", "read-date", "x-apple-part-url", "x-unix-mode", "smime-type", "component",
        "name*", "filename*", "name*0", "name*1", "name*0*", "name*1*", "filename*0", "filename*1", "filename*0*", "filename*1*", "reply-type");

    private static readonly FrozenDictionary<string, Flag> Keywords = new[]
    {
        "$Forwarded", "Forwarded", "$MDNSent", "$Junk", "Junk", "$NotJunk", "NonJunk", "NotJunk", "JunkRecorded", "$Phishing", "$Important", "$Submitted",
        "$SubmitPending", "$HasAttachment", "$HasNoAttachment", "$label1", "$label2", "$label3", "$label4", "$label5", "$IsNotification", "$IsMailingList",
        "$IsTrusted", "$CanUnsubscribe", "$Followed", "$Muted", "$ATTACHMENT", "$MailFlagBit0", "$MailFlagBit1", "$MailFlagBit2", "\\*", "NIL",
    }.ToFrozenDictionary(word => word, Flag.FromServer, StringComparer.Ordinal);

    /// <summary>The bytes as a lower-case string; shared when it is a common word. Bytes above ASCII are read as Latin-1.</summary>
    public static string ToLower(ReadOnlySpan<byte> word)
    {
        if (word.Length > Longest)
            return Encoding.Latin1.GetString(word).ToLowerInvariant();
        Span<char> text = stackalloc char[Longest];
        for (var i = 0; i < word.Length; i++)
            text[i] = char.ToLowerInvariant((char)word[i]);
        var lower = (ReadOnlySpan<char>)text[..word.Length];
        return Lower.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower, out var known) ? known : lower.ToString();
    }

    public static Flag ToKeyword(ReadOnlySpan<byte> word)
    {
        if (word.Length > Longest)
            return Flag.FromServer(Encoding.UTF8.GetString(word));
        Span<char> text = stackalloc char[Longest];
        var length = Encoding.Latin1.GetChars(word, text);
        return Keywords.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var known)
            ? known : Flag.FromServer(Encoding.UTF8.GetString(word));
    }
}
