using System.Buffers;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>DATA (RFC 5321 section 4.1.1.4): lines up to a lone dot.</summary>
internal static class DataCommand
{
    private static readonly byte[] EndMark = ".\r\n"u8.ToArray();

    /// <summary>How long to look for the words of a server that no longer reads: they are there, or they are lost.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public static async Task<SmtpReply> RunAsync(SmtpDelivery delivery, Stream source, ContentEncoder encoder, CancellationToken ct)
    {
        var begin = await delivery.Channel.AskAsync(new CommandLine("DATA"), ct).ConfigureAwait(false);
        delivery.LastReply = begin;
        if (begin.Code != 354)
        {
            return begin.IsDone || begin.IsMore ? throw await delivery.OutOfPlaceAsync("DATA", begin).ConfigureAwait(false) : begin;
        }

        // The answer is listened for from now on: a server that has enough says so in the middle, and hangs up.
        delivery.InsideData = true;
        using var listening = new CancellationTokenSource();
        var answer = delivery.Channel.ReplyAsync(delivery.Options.Limits.Transaction, listening.Token);
        try
        {
            return await SendAsync(delivery, source, encoder, answer, listening, ct).ConfigureAwait(false);
        }
        catch (SmtpProtocolException) when (!answer.IsFaulted)
        {
            if (await LastWordsAsync(delivery, answer).ConfigureAwait(false) is { } words)
            {
                return words;
            }

            throw;
        }
        finally
        {
            await EndListeningAsync(answer, listening).ConfigureAwait(false);
        }
    }

    private static async Task<SmtpReply> SendAsync(
        SmtpDelivery delivery, Stream source, ContentEncoder encoder, Task<SmtpReply> answer, CancellationTokenSource listening, CancellationToken ct)
    {
        var (limits, sent) = (delivery.Options.Limits, 0L);
        var block = ArrayPool<byte>.Shared.Rent(SmtpDelivery.BlockBytes);
        var wire = ArrayPool<byte>.Shared.Rent(ContentEncoder.RoomFor(block.Length) + EndMark.Length);
        try
        {
            int read;
            while ((read = await delivery.ReadAsync(source, block, ct).ConfigureAwait(false)) > 0 && !answer.IsCompleted)
            {
                var length = encoder.Encode(block.AsSpan(0, read), wire);
                sent += length;
                await delivery.Channel.WriteContentAsync(wire.AsMemory(0, length), limits.Block, ct).ConfigureAwait(false);
            }

            if (answer.IsCompleted)
            {
                return await EarlyAsync(delivery, answer).ConfigureAwait(false);
            }

            var rest = encoder.Finish(wire);
            EndMark.CopyTo(wire, rest);
            rest += EndMark.Length;
            delivery.Channel.LogContent(sent + rest);
            ct.ThrowIfCancellationRequested();

            // From here on nobody but the server knows. The caller can no longer stop it, only stop waiting.
            delivery.EndMayBeSent = true;
            var reply = await delivery.AnswerAsync(
                async token =>
                {
                    await delivery.Channel.WriteContentAsync(wire.AsMemory(0, rest), limits.Block, token).ConfigureAwait(false);
                    await using var impatient = token.Register(listening.Cancel).ConfigureAwait(false);
                    return await answer.ConfigureAwait(false);
                },
                ct).ConfigureAwait(false);
            delivery.InsideData = false;
            return reply.IsMore ? throw await delivery.OutOfPlaceAsync("DATA", reply).ConfigureAwait(false) : reply;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(wire);
        }
    }

    // A refusal is believed; an acceptance of half a message is not.
    private static async Task<SmtpReply> EarlyAsync(SmtpDelivery delivery, Task<SmtpReply> answer)
    {
        var reply = await answer.ConfigureAwait(false);
        return reply.IsDone || reply.IsMore ? throw await delivery.OutOfPlaceAsync("half a message", reply).ConfigureAwait(false) : reply;
    }

    private static async Task<SmtpReply?> LastWordsAsync(SmtpDelivery delivery, Task<SmtpReply> answer)
    {
        try
        {
            var reply = await answer.WaitAsync(LastWords, delivery.Options.TimeProvider).ConfigureAwait(false);
            return reply.IsTemporary || reply.IsPermanent || (reply.IsDone && delivery.EndMayBeSent) ? reply : null;
        }
        catch (Exception e) when (e is SmtpProtocolException or OperationCanceledException or TimeoutException)
        {
            return null;
        }
    }

    // Nobody is left to hear it: the connection is inside a message or lost, and closed either way.
    private static async Task EndListeningAsync(Task<SmtpReply> answer, CancellationTokenSource listening)
    {
        await listening.CancelAsync().ConfigureAwait(false);
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
