namespace Webmail.Protocols.Imap;

/// <summary>
/// ENVELOPE of RFC 9051 section 7.5.2. Header values are the bytes the server sent (encoded-words, raw 8-bit): decoding them is the
/// business of whoever knows MIME. Absent (NIL) values are empty.
/// </summary>
public sealed class Envelope
{
    /// <summary>The Date header as it stands; may be no date at all.</summary>
    public ReadOnlyMemory<byte> DateText { get; init; }

    public ReadOnlyMemory<byte> Subject { get; init; }

    public IReadOnlyList<EnvelopeAddress> From { get; init; } = [];

    public IReadOnlyList<EnvelopeAddress> Sender { get; init; } = [];

    public IReadOnlyList<EnvelopeAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<EnvelopeAddress> To { get; init; } = [];

    public IReadOnlyList<EnvelopeAddress> Cc { get; init; } = [];

    public IReadOnlyList<EnvelopeAddress> Bcc { get; init; } = [];

    public ReadOnlyMemory<byte> InReplyTo { get; init; }

    public ReadOnlyMemory<byte> MessageId { get; init; }
}
