using Webmail.Mail.Reading;

namespace Webmail.Web.Components.Message;

/// <summary>How an attachment can be looked at inside the page.</summary>
internal enum PreviewKind
{
    /// <summary>Not at all: it is a download.</summary>
    None,
    Picture,
    Pdf,
    Text,
    Sound,
    Film,
    Message,
    Contacts,
    Calendar,
}

/// <summary>Which preview to try. Only a guess from the name: what is shown is decided by the bytes, and text is always shown as text.</summary>
internal static class Previews
{
    private static readonly Dictionary<string, PreviewKind> ByEnding = Build(
        (PreviewKind.Picture, "png jpg jpeg gif webp"),
        (PreviewKind.Pdf, "pdf"),
        (PreviewKind.Text, "txt md log csv tsv json yaml yml ini conf diff patch tex srt"),
        (PreviewKind.Sound, "mp3 m4a wav ogg oga opus flac"),
        (PreviewKind.Film, "mp4 m4v webm mov"),
        (PreviewKind.Message, "eml"),
        (PreviewKind.Contacts, "vcf vcard"),
        (PreviewKind.Calendar, "ics"));

    public static PreviewKind Of(AttachmentPart part)
    {
        if (part.MediaType is "message/rfc822" or "message/global" or "application/ms-tnef" or "application/vnd.ms-tnef") return PreviewKind.Message;
        if (part.Name.Equals("winmail.dat", StringComparison.OrdinalIgnoreCase)) return PreviewKind.Message;
        if (ByEnding.TryGetValue(FileKind.EndingOf(part.Name), out var kind)) return kind;
        return part.MediaType switch
        {
            "image/png" or "image/jpeg" or "image/gif" or "image/webp" => PreviewKind.Picture,
            "application/pdf" => PreviewKind.Pdf,
            "text/vcard" or "text/x-vcard" => PreviewKind.Contacts,
            "text/calendar" => PreviewKind.Calendar,
            "text/plain" => PreviewKind.Text,
            _ => PreviewKind.None,
        };
    }

    private static Dictionary<string, PreviewKind> Build(params (PreviewKind Kind, string Endings)[] kinds) =>
        kinds.SelectMany(kind => kind.Endings.Split(' ').Select(ending => (ending, kind.Kind))).ToDictionary(pair => pair.ending, pair => pair.Kind, StringComparer.Ordinal);
}
