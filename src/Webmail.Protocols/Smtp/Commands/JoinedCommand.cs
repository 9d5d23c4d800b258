namespace Webmail.Protocols.Smtp.Commands;

/// <summary>
/// A message that the server puts together: own octets by BDAT (RFC 3030), the rest by BURL (RFC 4468). Every URL waits for the answers to what came before it and is answered
/// before anything follows. The end is always BDAT LAST: the one command after which nobody but the server knows.
/// </summary>
internal static class JoinedCommand
{
    public static async Task<SmtpReply> RunAsync(SmtpDelivery delivery, IReadOnlyList<SmtpPiece> pieces, CancellationToken ct)
    {
        foreach (var piece in pieces.SkipLast(1))
        {
            if (await SendAsync(delivery, piece, ct).ConfigureAwait(false) is { } refusal) return refusal;
        }

        await using var last = await delivery.OpenAsync(pieces[^1].Open!, ct).ConfigureAwait(false);
        return await BdatCommand.RunAsync(delivery, last, delivery.ChunkEncoder(), ct).ConfigureAwait(false);
    }

    // Null for "go on".
    private static async Task<SmtpReply?> SendAsync(SmtpDelivery delivery, SmtpPiece piece, CancellationToken ct)
    {
        if (piece.Url is { } url) return await BurlCommand.SendAsync(delivery, url, ct).ConfigureAwait(false);
        await using var source = await delivery.OpenAsync(piece.Open!, ct).ConfigureAwait(false);
        return await BdatCommand.SendPieceAsync(delivery, source, delivery.ChunkEncoder(), ct).ConfigureAwait(false);
    }
}
