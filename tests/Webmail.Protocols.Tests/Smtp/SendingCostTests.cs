using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

/// <summary>A big message costs no more memory than a small one. Counts what the process allocates, so nothing else may run beside it.</summary>
[Collection(nameof(Imap.Conversation.HostileServerTests))]
public sealed class SendingCostTests
{
    private const long Message = 100L * 1024 * 1024;

    // Timers and tasks for each block, garbage at once: a tenth of the message at most, whatever its size.
    private const long Allocated = Message / 10;

    [Theory]
    [InlineData(SmtpTransfer.Automatic)]
    [InlineData(SmtpTransfer.Chunks)]
    public async Task A_message_of_100_MB_is_sent_with_flat_memory(SmtpTransfer transfer)
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.WelcomeAsync("PIPELINING", "CHUNKING");
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", "250 ok");
            await TakeAsync(session);
        });
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await SmtpConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", server.Port, TransportSecurity.Plain), SmtpConnectionOptions.Default, ct);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await connection.SendAsync(
            ScriptedSmtp.Envelope, SmtpContent.From(_ => ValueTask.FromResult<Stream>(new Lines(Message))) with { Transfer = transfer }, PartialRecipients.Stop, ct);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.InRange(allocated, 0, Allocated);
    }

    // The same octets again and again into one buffer: what is counted is the client's.
    private static async Task TakeAsync(ScriptedSession session)
    {
        var line = await session.LineAsync();
        if (line == "DATA")
        {
            await session.SayAsync("354 go on");
            await session.SkipAsync(Message);
            await session.HearAsync(".");
            await session.SayAsync("250 ok");
            return;
        }

        for (; ; line = await session.HearAsync("BDAT "))
        {
            await session.SkipAsync(long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
            await session.SayAsync("250 ok");
            if (line.EndsWith("LAST", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private sealed class Lines(long length) : MemoryStream
    {
        private static readonly byte[] Line = "a line of sixty-two octets, and as long as that before its end\r\n"u8.ToArray();

        private long _sent;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var size = (int)Math.Min(length - _sent, buffer.Length);
            for (var filled = 0; filled < size;)
            {
                var part = Line.AsSpan((int)(_sent % Line.Length));
                part = part[..Math.Min(part.Length, size - filled)];
                part.CopyTo(buffer.Span[filled..]);
                filled += part.Length;
                _sent += part.Length;
            }

            return ValueTask.FromResult(size);
        }
    }
}
