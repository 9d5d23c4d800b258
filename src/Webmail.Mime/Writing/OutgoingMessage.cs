using Webmail.Mime.Headers;

namespace Webmail.Mime.Writing;

/// <summary>A message to be written. Nothing in it is made up: date and identifier come from the caller, so that the same message gives the same bytes.</summary>
public sealed record OutgoingMessage
{
    public required MailAddress From { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required MessageId MessageId { get; init; }

    /// <summary>Who really sends, when it is not <see cref="From"/>.</summary>
    public MailAddress? Sender { get; init; }

    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Receivers that nobody sees: part of a stored draft, never of what is sent.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    public HeaderValue Subject { get; init; }

    public MessageId? InReplyTo { get; init; }

    public IReadOnlyList<MessageId> References { get; init; } = [];

    /// <summary>Further fields, written after the usual ones in this order. Fields that the message writes itself and Bcc are refused.</summary>
    public IReadOnlyList<KeyValuePair<HeaderName, HeaderValue>> Fields { get; init; } = [];

    /// <summary>The body. <see cref="OutgoingBody"/> makes the usual structures.</summary>
    public required OutgoingEntity Body { get; init; }

    /// <summary>All receivers for the envelope, Bcc included, each once.</summary>
    public IEnumerable<MailAddress> Receivers() => To.Concat(Cc).Concat(Bcc).DistinctBy(a => a.Address, StringComparer.Ordinal);

    /// <summary>True when an address can only be written and sent with SMTPUTF8.</summary>
    public bool NeedsUtf8() => Receivers().Concat(ReplyTo).Append(From).Concat(Sender is null ? [] : [Sender]).Any(AddressForms.NeedsUtf8);
}
