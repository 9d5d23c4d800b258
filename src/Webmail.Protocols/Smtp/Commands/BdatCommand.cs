using System.Globalization;
using System.Text;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>BDAT (RFC 3030): chunks with their length, each answered; with PIPELINING some of them ahead of their answers.</summary>
internal static class BdatCommand
{
    /// <summary>The whole message, or its last piece.</summary>
    /// <param name="delivery">What is going on.</param>
    /// <param name="source">The octets.</param>
    /// <param name="encoder">Makes lines of them; null sends them as they are (BINARYMIME).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<SmtpReply> RunAsync(SmtpDelivery delivery, Stream source, ContentEncoder? encoder, CancellationToken ct)
    {
        using var chunks = new ChunkSource(delivery, source, encoder, isLast: true);
        if (await SendAsync(delivery, chunks, ct).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        // All that came before is acknowledged, so that the one answer that is left is about the message.
        ct.ThrowIfCancellationRequested();
        delivery.EndMayBeSent = true;
        var reply = await delivery.AnswerAsync(
            async token =>
            {
                await WriteAsync(delivery, chunks.Chunk, last: true, token).ConfigureAwait(false);
                return await delivery.Channel.ReplyAsync(delivery.Options.Limits.EndOfMessage, token).ConfigureAwait(false);
            },
            ct).ConfigureAwait(false);
        return reply.IsMore ? throw await delivery.OutOfPlaceAsync("BDAT LAST", reply).ConfigureAwait(false) : reply;
    }

    /// <summary>A piece that others follow. Null for "go on".</summary>
    public static async Task<SmtpReply?> SendPieceAsync(SmtpDelivery delivery, Stream source, ContentEncoder? encoder, CancellationToken ct)
    {
        using var chunks = new ChunkSource(delivery, source, encoder, isLast: false);
        if (await SendAsync(delivery, chunks, ct).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (chunks.Chunk.IsEmpty)
        {
            return null;
        }

        await WriteAsync(delivery, chunks.Chunk, last: false, ct).ConfigureAwait(false);
        return await ChunkReplyAsync(delivery, ct).ConfigureAwait(false);
    }

    // All chunks but the last, which is left to be sent; their answers are read. Null for "go on".
    private static async Task<SmtpReply?> SendAsync(SmtpDelivery delivery, ChunkSource chunks, CancellationToken ct)
    {
        var window = delivery.Pipelines ? delivery.Options.Limits.ChunksInFlight : 1;
        var waiting = 0;
        while (await NextAsync().ConfigureAwait(false))
        {
            if (waiting == window && await ChunkReplyAsync(delivery, ct).ConfigureAwait(false) is { } refusal)
            {
                await DrainAsync(delivery, waiting - 1, ct).ConfigureAwait(false);
                return refusal;
            }

            waiting = Math.Min(waiting + 1, window);
            await WriteAsync(delivery, chunks.Chunk, last: false, ct).ConfigureAwait(false);
        }

        for (; waiting > 0; waiting--)
        {
            if (await ChunkReplyAsync(delivery, ct).ConfigureAwait(false) is { } refusal)
            {
                await DrainAsync(delivery, waiting - 1, ct).ConfigureAwait(false);
                return refusal;
            }
        }

        return null;

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await chunks.NextAsync(ct).ConfigureAwait(false);
            }
            catch (ContentException)
            {
                // The chunks sent are answered before RSET is.
                await DrainAsync(delivery, waiting, ct).ConfigureAwait(false);
                throw;
            }
        }
    }

    // Null for "go on".
    private static async Task<SmtpReply?> ChunkReplyAsync(SmtpDelivery delivery, CancellationToken ct)
    {
        var reply = delivery.LastReply = await delivery.Channel.ReplyAsync(delivery.Options.Limits.Block, ct).ConfigureAwait(false);
        return reply.IsMore ? throw await delivery.OutOfPlaceAsync("BDAT", reply).ConfigureAwait(false) : reply.IsDone ? null : reply;
    }

    // Chunks that follow a refused one are refused as well (RFC 3030 section 2).
    private static async Task DrainAsync(SmtpDelivery delivery, int waiting, CancellationToken ct)
    {
        for (; waiting > 0 && delivery.Channel.IsOpen; waiting--)
        {
            await delivery.Channel.ReplyAsync(delivery.Options.CommandTimeout, ct).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(SmtpDelivery delivery, ReadOnlyMemory<byte> chunk, bool last, CancellationToken ct)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"BDAT {chunk.Length}{(last ? " LAST" : "")}\r\n");
        await delivery.Channel.WriteMoreAsync(Encoding.ASCII.GetBytes(line), secret: false, delivery.Options.Limits.Block, ct).ConfigureAwait(false);
        delivery.Channel.LogContent(chunk.Length);
        if (!chunk.IsEmpty)
        {
            await delivery.Channel.WriteContentAsync(chunk, delivery.Options.Limits.Block, ct).ConfigureAwait(false);
        }
    }
}
