namespace Webmail.Web.Components.Message;

/// <summary>What an attachment says it is, for people: a word and an icon. Taken from the ending of its name, which is what their machine goes by.</summary>
internal sealed record FileKind(string Word, string Icon)
{
    private static readonly FileKind Unknown = new("KindFile", "paperclip");

    private static readonly Dictionary<string, FileKind> ByEnding = Build(
        ("KindPdf", "file-text", "pdf"),
        ("KindSheet", "sheet", "xls xlsx xlsm ods csv tsv numbers"),
        ("KindDocument", "file-text", "doc docx docm odt rtf pages"),
        ("KindSlides", "image", "ppt pptx odp key"),
        ("KindPhoto", "image", "jpg jpeg heic heif"),
        ("KindImage", "image", "png gif webp bmp tif tiff svg"),
        ("KindVideo", "file-video", "mp4 mov mkv avi webm m4v"),
        ("KindAudio", "play", "mp3 m4a wav ogg flac opus"),
        ("KindArchive", "archive", "zip gz tgz tar 7z rar xz bz2"),
        ("KindText", "file-text", "txt md log"),
        ("KindMessage", "mail", "eml msg"),
        ("KindCalendar", "calendar", "ics"),
        ("KindContact", "users", "vcf"));

    public static FileKind Of(string name)
    {
        var ending = EndingOf(name);
        return ending.Length > 0 && ByEnding.TryGetValue(ending, out var kind) ? kind : Unknown;
    }

    /// <summary>The ending without its dot, lower case; "" when there is none that looks like one.</summary>
    public static string EndingOf(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot >= 0 && name.Length - dot is > 1 and <= 11 ? name[(dot + 1)..].ToLowerInvariant() : "";
    }

    private static Dictionary<string, FileKind> Build(params (string Word, string Icon, string Endings)[] kinds) =>
        kinds.SelectMany(kind => kind.Endings.Split(' ').Select(ending => (ending, kind)))
            .ToDictionary(pair => pair.ending, pair => new FileKind(pair.kind.Word, pair.kind.Icon), StringComparer.Ordinal);
}
