namespace Webmail.Mail.Remote;

/// <summary>Caps on fetching one picture from a stranger's host.</summary>
public static class RemoteImageLimits
{
    /// <summary>Bytes of one picture: newsletters stay far below, photographs of a phone fit.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Redirects followed, each judged anew.</summary>
    public const int MaxRedirects = 3;

    /// <summary>For all of it, redirects included: longer than that nobody looks at an empty box.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);
}
