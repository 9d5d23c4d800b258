namespace Webmail.Protocols.Smtp;

/// <summary>
/// The message. It is read while it is sent, never held whole. Line ends become CRLF (a bare CR or LF too: what they mean differs from
/// server to server, and smuggling lives on that), lines beginning with "." are stuffed for DATA; with <see cref="SmtpBody.Binary"/> nothing is touched.
/// </summary>
public sealed record SmtpContent
{
    private SmtpContent(Func<CancellationToken, ValueTask<Stream>>? open, string? url, IReadOnlyList<SmtpPiece>? pieces = null) => (Open, Url, Pieces) = (open, url, pieces);

    /// <summary>Octets, as far as known: said with SIZE, so that the server can refuse before it has them. Null: counted while sending.</summary>
    public long? Length { get; init; }

    /// <summary>Default: 7 bit. An octet above 127 in a 7 bit message stops the sending.</summary>
    public SmtpBody Body { get; init; }

    /// <summary>Headers hold UTF-8 (RFC 6532); needs SMTPUTF8.</summary>
    public bool HasUtf8Headers { get; init; }

    public SmtpTransfer Transfer { get; init; }

    internal Func<CancellationToken, ValueTask<Stream>>? Open { get; }

    internal string? Url { get; }

    internal IReadOnlyList<SmtpPiece>? Pieces { get; }

    internal bool NamesUrls => Url is not null || Pieces is not null;

    /// <summary>
    /// From a stream that is opened once per sending, before anything is said, read to its end and disposed. Its end is read before the last octets of the
    /// message are written, by DATA and by BDAT: what has to be on record before the server can have the message can be recorded there, and a
    /// stream that fails there keeps the message from being sent.
    /// </summary>
    public static SmtpContent From(Func<CancellationToken, ValueTask<Stream>> open) => new(open, null);

    /// <summary>From octets in memory.</summary>
    public static SmtpContent From(ReadOnlyMemory<byte> octets) =>
        new(_ => ValueTask.FromResult<Stream>(new MemoryStream(octets.ToArray(), writable: false)), null) { Length = octets.Length };

    /// <summary>The server fetches it from an IMAP server itself: BURL (RFC 4468), with a URL of RFC 4467.</summary>
    /// <exception cref="ArgumentException">Not a URL in printable ASCII without spaces.</exception>
    public static SmtpContent FromImapUrl(string url) => new(null, SmtpPiece.Checked(url));

    /// <summary>
    /// Put together by the server: BDAT and BURL mixed (RFC 4468 section 3); needs both. The pieces are opened one after the other, each when its turn comes;
    /// what is said at <see cref="From(Func{CancellationToken, ValueTask{Stream}})"/> of a stream's end is true of the last one's.
    /// </summary>
    /// <param name="pieces">The last one is octets, none if need be; the others that are octets end with a whole line.</param>
    /// <exception cref="ArgumentException">The last piece is not octets.</exception>
    public static SmtpContent Joined(IReadOnlyList<SmtpPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return pieces is [.., { Open: not null }] ? new(null, null, [.. pieces]) : throw new ArgumentException("The last piece of a message is octets.", nameof(pieces));
    }
}
