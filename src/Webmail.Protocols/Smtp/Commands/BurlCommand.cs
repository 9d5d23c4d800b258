using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>BURL url (RFC 4468): the server fetches a piece, or the whole message, itself. The URL lets whoever has it read: it reaches no log, and no reply that repeats it.</summary>
internal static class BurlCommand
{
    /// <summary>The whole message.</summary>
    public static async Task<SmtpReply> RunAsync(SmtpDelivery delivery, string url, CancellationToken ct)
    {
        delivery.EndMayBeSent = true;
        await WriteAsync(delivery, url, isLast: true, ct).ConfigureAwait(false);
        var reply = await delivery.AnswerAsync(
            token => delivery.Channel.ReplyAsync(delivery.Options.Limits.EndOfMessage, token), ct).ConfigureAwait(false);
        return await JudgeAsync(delivery, reply).ConfigureAwait(false);
    }

    /// <summary>A piece that is not the last. Null for "go on".</summary>
    public static async Task<SmtpReply?> SendAsync(SmtpDelivery delivery, string url, CancellationToken ct)
    {
        await WriteAsync(delivery, url, isLast: false, ct).ConfigureAwait(false);
        // It is fetched from a third before it is answered.
        var reply = delivery.LastReply = await delivery.Channel.ReplyAsync(delivery.Options.Limits.EndOfMessage, ct).ConfigureAwait(false);
        return (await JudgeAsync(delivery, reply).ConfigureAwait(false)).IsDone ? null : reply;
    }

    private static async Task WriteAsync(SmtpDelivery delivery, string url, bool isLast, CancellationToken ct)
    {
        delivery.NamedUrl = true;
        delivery.Channel.Hide(UrlToken.Of(url));
        var command = new CommandLine("BURL").Add(url);
        await delivery.Channel.WriteAsync((isLast ? command.Add("LAST") : command).ToOctets(), secret: false, delivery.Options.CommandTimeout, ct).ConfigureAwait(false);
    }

    private static async Task<SmtpReply> JudgeAsync(SmtpDelivery delivery, SmtpReply reply) =>
        reply.IsMore ? throw await delivery.OutOfPlaceAsync("BURL", reply).ConfigureAwait(false) : reply;
}
