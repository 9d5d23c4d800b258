using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp.Wire;

namespace Webmail.Protocols.Smtp.Commands;

/// <summary>AUTH (RFC 4954): a mechanism's octets as base64 lines. No line of it reaches the log.</summary>
internal static class AuthCommand
{
    /// <summary>A command line with its CRLF (RFC 5321 section 4.5.3.1.4), which AUTH does not lengthen: a longer first response (a token) waits for the 334.</summary>
    private const int LongestLine = 512;

    /// <exception cref="SmtpCommandException">Refused.</exception>
    /// <exception cref="SaslException">The mechanism gave up; the connection is closed.</exception>
    public static async Task RunAsync(SmtpChannel channel, SaslMechanism mechanism, SaslCredentials credentials, SmtpConnectionOptions options, CancellationToken ct)
    {
        options.Log?.Hide(credentials.Secret);
        var first = mechanism.Begin() is { } begin ? Line(begin, options.Log) : null;
        var verb = $"AUTH {mechanism.Name}";
        if (first is not null && verb.Length + 1 + first.Length + 2 <= LongestLine)
        {
            // "=" is an empty first response.
            await SayAsync(channel, verb + " ", first.Length > 0 ? first : "=", options, ct).ConfigureAwait(false);
            first = null;
        }
        else
        {
            await SayAsync(channel, verb, "", options, ct).ConfigureAwait(false);
        }

        var reply = await channel.ReplyAsync(options.CommandTimeout, ct, secret: true).ConfigureAwait(false);
        for (var challenges = 0; reply.IsMore; challenges++)
        {
            if (reply.Code != 334 || challenges == options.Limits.Challenges)
            {
                throw await channel.BreakAsync(new SmtpProtocolException($"The server goes on asking in {mechanism.Name} ({reply.Code}).")).ConfigureAwait(false);
            }

            var answer = first ?? Line(await AnswerAsync(channel, mechanism, reply).ConfigureAwait(false), options.Log);
            first = null;
            await SayAsync(channel, "", answer, options, ct).ConfigureAwait(false);
            reply = await channel.ReplyAsync(options.CommandTimeout, ct, secret: true).ConfigureAwait(false);
        }

        if (!reply.IsDone)
        {
            throw new SmtpCommandException("AUTH", reply.Without(credentials.Secret));
        }

        await CheckedAsync(channel, mechanism).ConfigureAwait(false);
    }

    private static async Task<ReadOnlyMemory<byte>> AnswerAsync(SmtpChannel channel, SaslMechanism mechanism, SmtpReply reply)
    {
        try
        {
            return mechanism.Answer(Decode(mechanism, reply));
        }
        catch (SaslException)
        {
            // Whoever sends such a challenge gets no "*" to answer to, and no second try on this connection.
            await channel.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task CheckedAsync(SmtpChannel channel, SaslMechanism mechanism)
    {
        try
        {
            mechanism.Succeeded();
        }
        catch (SaslException)
        {
            await channel.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static byte[] Decode(SaslMechanism mechanism, SmtpReply reply)
    {
        var text = reply.Lines[0].Trim();
        var octets = new byte[text.Length];

        // LOGIN's prompts mean nothing, and some servers send them in clear.
        return Convert.TryFromBase64String(text, octets, out var length) ? octets[..length]
            : mechanism is Login ? []
            : throw new SaslException(SaslFailure.BadChallenge, mechanism.Name, "The server's challenge is not base64.");
    }

    private static string Line(ReadOnlyMemory<byte> octets, ProtocolLog? log)
    {
        var line = Convert.ToBase64String(octets.Span);
        log?.Hide(line);
        return line;
    }

    private static async Task SayAsync(SmtpChannel channel, string open, string secret, SmtpConnectionOptions options, CancellationToken ct)
    {
        options.Log?.Client(Encoding.ASCII.GetBytes(open));
        await channel.WriteAsync(Encoding.ASCII.GetBytes($"{open}{secret}\r\n"), secret: true, options.CommandTimeout, ct).ConfigureAwait(false);
    }
}
