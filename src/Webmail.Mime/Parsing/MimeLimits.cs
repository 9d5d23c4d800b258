namespace Webmail.Mime.Parsing;

/// <summary>
/// What a message may cost. Nothing is refused at a limit: the message is read on, more coarsely, and a defect says so.
/// </summary>
public sealed record MimeLimits
{
    public static MimeLimits Default { get; } = new();

    /// <summary>Nesting of multiparts and messages. A reply chain of attached forwards reaches 10; every level costs a comparison per boundary line.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Parts of one message, all levels together. Mailing-list digests have some hundreds.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>Bytes of one header that are kept. A field with 60,000 recipients needs 3 MB.</summary>
    public int MaxHeaderLength { get; init; } = 8 * 1024 * 1024;

    /// <summary>Defects that are listed.</summary>
    public int MaxDefects { get; init; } = 200;

    /// <summary>
    /// The fuel of one parse: bytes that may be looked at again, all second looks together (decoding encoded messages and multiparts inside, looking for
    /// and trying another boundary). The first look is linear in the message and not counted. Four times the largest encoded message.
    /// </summary>
    public long MaxWork { get; init; } = 128L * 1024 * 1024;

    /// <summary>Bytes of a message/rfc822 that is itself base64 or quoted-printable and is opened in memory for it.</summary>
    public int MaxEmbeddedLength { get; init; } = 32 * 1024 * 1024;
}
