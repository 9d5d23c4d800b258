namespace Webmail.Mail.Compose;

/// <summary>What was sent, to be put into the Sent folder.</summary>
/// <param name="Length">Octets.</param>
/// <param name="Open">Opens a stretch: its start and its length.</param>
/// <param name="Places">Stretches that lie on the mail server too, in order.</param>
public sealed record SentCopy(long Length, Func<long, long, Stream> Open, IReadOnlyList<PlacedStretch> Places)
{
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
