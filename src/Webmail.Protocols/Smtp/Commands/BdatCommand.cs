using System.Buffers;
using System.Globalization;
using System.Text;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>BDAT (RFC 3030): chunks with their length, each answered; with PIPELINING some of them ahead of their answers.</summary>
internal static class BdatCommand
{
    /// <param name="delivery">What is going on.</param>
    /// <param name="source">The message.</param>
    /// <param name="encoder">Makes lines of it; null sends it as it is (BINARYMIME).</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<SmtpReply> RunAsync(SmtpDelivery delivery, Stream source, ContentEncoder? encoder, CancellationToken ct)
    {
        var limits = delivery.Options.Limits;
        var window = delivery.Pipelines ? limits.ChunksInFlight : 1;
        using var chunks = new ChunkSource(delivery, source, encoder);
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

        // All that came before is acknowledged, so that the one answer that is left is about the message.
        ct.ThrowIfCancellationRequested();
        delivery.EndMayBeSent = true;
        var reply = await delivery.AnswerAsync(
            async token =>
            {
                await WriteAsync(delivery, chunks.Chunk, last: true, token).ConfigureAwait(false);
                return await delivery.Channel.ReplyAsync(limits.EndOfMessage, token).ConfigureAwait(false);
            },
            ct).ConfigureAwait(false);
        return reply.IsMore ? throw await delivery.OutOfPlaceAsync("BDAT LAST", reply).ConfigureAwait(false) : reply;

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

    /// <summary>The source in chunks, one ahead, so that the last one is known as such.</summary>
    private sealed class ChunkSource(SmtpDelivery delivery, Stream source, ContentEncoder? encoder) : IDisposable
    {
        private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(delivery.Options.Limits.ChunkBytes);
        private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(SmtpDelivery.BlockBytes);
        private int _length;

        public ReadOnlyMemory<byte> Chunk => _chunk.AsMemory(0, _length);

        /// <summary>False when <see cref="Chunk"/> is the last one; it may be empty.</summary>
        public async ValueTask<bool> NextAsync(CancellationToken ct)
        {
            _length = 0;
            while (true)
            {
                // Room for what a block can become: each octet could be a bare LF.
                var room = _chunk.Length - _length - 2;
                var size = Math.Min(encoder is null ? room : room / 2, _block.Length);
                if (size < _block.Length / 4)
                {
                    return true;
                }

                var read = await delivery.ReadAsync(source, _block.AsMemory(0, size), ct).ConfigureAwait(false);
                if (read == 0)
                {
                    _length += encoder?.Finish(_chunk.AsSpan(_length)) ?? 0;
                    return false;
                }

                if (encoder is null)
                {
                    _block.AsSpan(0, read).CopyTo(_chunk.AsSpan(_length));
                }

                _length += encoder?.Encode(_block.AsSpan(0, read), _chunk.AsSpan(_length)) ?? read;
            }
        }

        public void Dispose()
        {
            ArrayPool<byte>.Shared.Return(_chunk);
            ArrayPool<byte>.Shared.Return(_block);
        }
    }
}
