namespace Webmail.Protocols.Imap.Wire;

/// <summary>
/// One complete logical response (or command) without its final CRLF, as RFC 9051 section 4 frames it: a line plus
/// every literal the line announces plus the line that continues after it, until a line ends without a literal header.
/// </summary>
/// <remarks>
/// Small literals stand inline in wire form (<c>{5}\r\nhello</c>). A literal above the inline limit is detached: its
/// header <c>{n}\r\n</c> stays in <see cref="Bytes"/>, no content follows, and the text goes on with what came after it.
/// The memory belongs to the framer and is reused: it is valid until the next frame is read. Copy what must live longer.
/// </remarks>
/// <param name="Bytes">The response without the final CRLF.</param>
/// <param name="Detached">The detached literals, ordered by <see cref="DetachedLiteral.Offset"/>; usually empty.</param>
public readonly record struct ImapFrame(ReadOnlyMemory<byte> Bytes, IReadOnlyList<DetachedLiteral> Detached)
{
    /// <summary>A frame without detached literals.</summary>
    public ImapFrame(ReadOnlyMemory<byte> bytes)
        : this(bytes, [])
    {
    }
}
