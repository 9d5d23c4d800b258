using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>BURL url LAST (RFC 4468): the server fetches the message itself.</summary>
internal static class BurlCommand
{
    public static async Task<SmtpReply> RunAsync(SmtpDelivery delivery, string url, CancellationToken ct)
    {
        delivery.EndMayBeSent = true;
        var line = new CommandLine("BURL").Add(url).Add("LAST").ToOctets();
        await delivery.Channel.WriteAsync(line, secret: false, delivery.Options.CommandTimeout, ct).ConfigureAwait(false);
        var reply = await delivery.AnswerAsync(
            token => delivery.Channel.ReplyAsync(delivery.Options.Limits.EndOfMessage, token), ct).ConfigureAwait(false);
        return reply.IsMore ? throw await delivery.OutOfPlaceAsync("BURL", reply).ConfigureAwait(false) : reply;
    }
}
