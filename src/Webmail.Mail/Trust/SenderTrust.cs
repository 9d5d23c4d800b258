namespace Webmail.Mail.Trust;

/// <summary>What can be told about who sent a message. A statement about the domain in From, never about the person.</summary>
public sealed record SenderTrust
{
    public required TrustVerdict Verdict { get; init; }

    /// <summary>The true domain of the From address: lower case, in ASCII. Empty when there is none, or more than one.</summary>
    public required string FromDomain { get; init; }

    /// <summary>True only when a trusted receiving server says that <see cref="FromDomain"/> authenticated: what "always show images for this sender" needs.</summary>
    public bool FromAuthenticates => Verdict == TrustVerdict.Verified && FromDomain.Length > 0;

    /// <summary>The trusted server that reported; empty when none did.</summary>
    public required string CheckedBy { get; init; }

    /// <summary>In the order reported; at most <see cref="TrustReader.MaxChecks"/>.</summary>
    public required IReadOnlyList<TrustCheck> Checks { get; init; }

    public required IReadOnlyList<TrustWarning> Warnings { get; init; }

    /// <summary>The list or newsletter it came through; null for other mail.</summary>
    public MailingList? List { get; init; }

    /// <summary>Addresses that asked to be told when it is read. Nothing is ever sent to them by itself.</summary>
    public IReadOnlyList<string> ReceiptsTo { get; init; } = [];
}
