using Webmail.Mail.Reading;
using Webmail.Mail.Relations;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Knows every sender and no conversations, unless told otherwise.</summary>
public sealed class FakeRelations : IMessageRelations
{
    public SenderHistory History { get; set; } = new(IsFirst: false, KnownAddress: null);

    public IReadOnlyList<RelatedMessage> Conversation { get; set; } = [];

    public Task<SenderHistory> SenderAsync(OpenedMessage message, string ownAddress, CancellationToken ct) => Task.FromResult(History);

    public Task<IReadOnlyList<RelatedMessage>> ConversationAsync(OpenedMessage message, CancellationToken ct) => Task.FromResult(Conversation);
}
