namespace Webmail.Mail.Compose;

/// <summary>What was sent, to be put into the Sent folder.</summary>
/// <param name="Length">Octets.</param>
/// <param name="Open">Opens a stretch: its start and its length.</param>
/// <param name="Places">Stretches that lie on the mail server too, in order.</param>
/// <param name="HasUtf8Headers">It was sent to or from an address in UTF-8 (RFC 6532).</param>
public sealed record SentCopy(long Length, Func<long, long, Stream> Open, IReadOnlyList<PlacedStretch> Places, bool HasUtf8Headers = false)
{
    /// <summary>Whether the mail server can take stretches of it from messages that it has: CATENATE has no form for UTF-8 that servers agree on.</summary>
    internal bool CanBeJoined => Places.Count > 0 && !HasUtf8Headers;

    /// <summary>The stretches to send, and between them what the server has.</summary>
    internal IEnumerable<(long Start, MessagePiece Piece)> Pieces()
    {
        long at = 0;
        foreach (var stretch in Places)
        {
            yield return (at, new MessagePiece(stretch.Start - at, null));
            yield return (stretch.Start, new MessagePiece(0, stretch.Place));
            at = stretch.Start + stretch.Length;
        }

        yield return (at, new MessagePiece(Length - at, null));
    }
}

/// <summary>The encoded body of a file inside a message that is sent.</summary>
public sealed record PlacedStretch(long Start, long Length, StoredPlace Place);
