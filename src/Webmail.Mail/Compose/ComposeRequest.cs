using Webmail.Mail.Reading;

namespace Webmail.Mail.Compose;

/// <summary>What a composer is opened for.</summary>
public enum ComposeIntent
{
    New,
    Reply,
    ReplyAll,
    ReplyList,
    Forward,
    ForwardAttached,
    Redirect,
    EditAsNew,
    Draft,
}

/// <param name="Of">The message it is about; null for a new one.</param>
/// <param name="Selection">HTML of what was selected in the message: only that is quoted. From the browser, so not trusted.</param>
/// <param name="Mailto">A mailto: address (RFC 6068) to begin with.</param>
public sealed record ComposeRequest(ComposeIntent Intent, MessageReference? Of = null, string? Selection = null, string? Mailto = null, DraftFormat Format = DraftFormat.Html);

/// <summary>A composer's beginning.</summary>
/// <param name="MessageLimit">Octets of a message that the servers take; null where they do not say.</param>
/// <param name="OwnDomains">Domains whose people are no outsiders.</param>
public sealed record ComposeStart(Draft Draft, IReadOnlyList<Identity> Identities, long? MessageLimit, IReadOnlyList<string> OwnDomains);

/// <summary>Words that go into a message, in the writer's language.</summary>
/// <param name="Attribution">"On 3 May 2026, Ines Okafor wrote:" from a name and a time.</param>
/// <param name="Forwarded">"Forwarded message".</param>
public sealed record ComposeWords(Func<string, DateTimeOffset, string> Attribution, string Forwarded, string From, string Date, string Subject, string To, string Cc, Func<DateTimeOffset, string> Time);
