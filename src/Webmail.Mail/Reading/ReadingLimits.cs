namespace Webmail.Mail.Reading;

/// <summary>Bounds of what is held in memory to show a message.</summary>
public static class ReadingLimits
{
    /// <summary>Longest text or HTML part that is read to be shown: 8 MB. Longer ones are cut and offered as a download.</summary>
    public const int MaxTextBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Bytes of a message's header that are read with it: 32 KB. Ordinary ones have 4 to 12; what the receiving server wrote stands at the top.
    /// </summary>
    public const int HeaderBytes = 32 * 1024;

    /// <summary>Bytes of bodies kept warm per account, so that next and previous are instant: 4 MB.</summary>
    public const int WarmBytes = 4 * 1024 * 1024;

    /// <summary>A text part bigger than this is not fetched ahead: 256 KB.</summary>
    public const int MaxWarmPart = 256 * 1024;
}
