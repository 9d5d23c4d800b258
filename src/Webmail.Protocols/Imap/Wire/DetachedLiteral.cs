namespace Webmail.Protocols.Imap.Wire;

/// <summary>A literal whose content is not in the frame, because it was above the inline limit.</summary>
/// <param name="Offset">Index in <see cref="ImapFrame.Bytes"/> right after the header's CRLF: where the content would be.</param>
/// <param name="Length">The octets the header announced.</param>
/// <param name="Outcome">What became of the content.</param>
/// <param name="Head">The first octets of a drained literal, kept so that a huge subject still shows its beginning; empty when streamed.</param>
public sealed record DetachedLiteral(int Offset, long Length, LiteralOutcome Outcome, ReadOnlyMemory<byte> Head);
