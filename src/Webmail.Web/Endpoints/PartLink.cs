using Webmail.Mail.Reading;

namespace Webmail.Web.Endpoints;

/// <summary>What a signed link says: who may fetch what, and until when.</summary>
/// <param name="Section">The part's section; empty for the whole message. For a remote picture its address.</param>
internal sealed record PartLink(
    LinkPurpose Purpose, Guid SessionId, Guid UserId, Guid AccountId, MessageReference Message, string Section, DateTimeOffset Expires);
