namespace Webmail.Mail.Compose;

/// <summary>Why a draft can't be kept or sent as it is.</summary>
public enum ComposeProblem
{
    NoRecipient,
    BadAddress,
    TooManyRecipients,
    TooLarge,
    TooManyFiles,
    FileIncomplete,
    FileGone,
    TextTooLong,
    UnknownIdentity,
    ChangedElsewhere,
    Discarded,
    BadTime,
    AlreadySent,
    OutboxFull,
    AddressTaken,
    BookFull,
    NameMissing,
    TooManyTemplates,
}

/// <summary>The draft has to be changed first; nothing of it was lost.</summary>
public sealed class ComposeException(ComposeProblem problem, string field = "", string detail = "") : Exception(problem.ToString())
{
    public ComposeProblem Problem { get; } = problem;

    /// <summary>The field to look at: "to", "cc", "bcc", "subject", "attachments", "identity", or empty.</summary>
    public string Field { get; } = field;

    /// <summary>The address or file name in question, as the person wrote it; or empty.</summary>
    public string Detail { get; } = detail;
}
