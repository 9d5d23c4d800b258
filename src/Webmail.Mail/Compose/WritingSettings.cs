namespace Webmail.Mail.Compose;

/// <summary>Where the quoted original stands in an answer.</summary>
public enum QuotePlace
{
    /// <summary>Below what is written, folded.</summary>
    Below,

    /// <summary>Above it, open, to be answered below or in between.</summary>
    Above,

    /// <summary>Nowhere.</summary>
    None,
}

/// <summary>How a person writes, on every device and in all of their accounts.</summary>
public sealed record WritingSettings
{
    public static readonly WritingSettings Default = new();

    /// <summary>Seconds in which a message can be taken back: 0 to 60. Default 10.</summary>
    public int UndoSeconds { get; init; } = 10;

    /// <summary>How new messages begin. Default rich.</summary>
    public DraftFormat Format { get; init; }

    public QuotePlace Quote { get; init; }

    /// <summary>Further words that promise an attachment.</summary>
    public IReadOnlyList<string> AttachmentWords { get; init; } = [];

    /// <summary>Asked before a message goes to more people than this at once; 0: never. Default 10.</summary>
    public int AskAbove { get; init; } = 10;

    /// <summary>Messages for later are handed to a server that can hold them (RFC 4865), so that they go whatever happens here. Default off: then they can be taken back.</summary>
    public bool HoldAtServer { get; init; }
}
