namespace Webmail.Mail.Compose;

/// <summary>What a person may put into one message, and why not more.</summary>
public static class ComposeLimits
{
    /// <summary>One stored piece of an upload, and what a request carries at first: it passes a proxy left as it was installed (nginx: 1 MiB), and a cut costs no more than it.</summary>
    public const int ChunkBytes = 1024 * 1024;

    /// <summary>Most that one request of an upload carries, on a line that is quick enough for it.</summary>
    public const int UploadBytes = 16 * ChunkBytes;

    /// <summary>All files of a draft; servers that take more than this by mail are rare.</summary>
    public const long MaxFileBytes = 200L * 1024 * 1024;

    /// <summary>Unsent files of one account, so that nobody fills the disk with drafts.</summary>
    public const long MaxAccountBytes = 1024L * 1024 * 1024;

    public const int MaxFiles = 200;

    /// <summary>Characters of HTML or text; a book has about a million.</summary>
    public const int MaxTextChars = 4_000_000;

    public const int MaxRecipients = 500;

    /// <summary>Characters of a subject: one line of RFC 5322.</summary>
    public const int MaxSubjectChars = 900;

    /// <summary>Bytes of one draft as the browser sends it.</summary>
    public const int MaxDraftBytes = 16 * 1024 * 1024;

    /// <summary>Uploads that belong to no saved draft any more are kept so long.</summary>
    public static readonly TimeSpan FileLife = TimeSpan.FromDays(30);
}
