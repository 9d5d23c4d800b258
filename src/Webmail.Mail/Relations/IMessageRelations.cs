using Webmail.Mail.Messages;
using Webmail.Mail.Reading;

namespace Webmail.Mail.Relations;

/// <summary>What other messages of the account say about one that is open. Bounded in folders, hits and time; asked for after the message is on show.</summary>
public interface IMessageRelations
{
    /// <summary>What is known of its sender from mail that came and went before.</summary>
    /// <exception cref="MailUnavailableException">Refused or offline; so for all methods here.</exception>
    Task<SenderHistory> SenderAsync(OpenedMessage message, string ownAddress, CancellationToken ct);

    /// <summary>The other messages of its conversation, oldest first, at most <see cref="RelatedMessage.MaxRelated"/>: by Message-ID, In-Reply-To and References.</summary>
    Task<IReadOnlyList<RelatedMessage>> ConversationAsync(OpenedMessage message, CancellationToken ct);
}

/// <param name="IsFirst">No earlier message from this address was found, and none to it.</param>
/// <param name="KnownAddress">The reader has written to somebody of this name, at this other address; else null.</param>
public sealed record SenderHistory(bool IsFirst, string? KnownAddress);

/// <summary>A message of the same conversation, wherever it lies.</summary>
public sealed record RelatedMessage(MessageReference Reference, MessageRow Row)
{
    /// <summary>Messages of one conversation that are listed: the newest ones.</summary>
    public const int MaxRelated = 60;
}
