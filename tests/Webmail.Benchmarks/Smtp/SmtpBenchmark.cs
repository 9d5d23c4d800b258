using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Benchmarks.Smtp;

/// <summary>
/// Sending on an open connection over loopback, beside a bare client that writes the same octets and reads the same replies without looking at
/// them. The server counts octets and keeps none.
/// </summary>
internal static class SmtpBenchmark
{
    private const int Runs = 15;
    private const string Line = "a line of seventy-six octets, such as base64 makes of an attachment, aaaaaa\r\n";

    public static async Task RunAsync(string[] args)
    {
        Console.WriteLine("| message | way | bare (ms) | ours (ms) | ours, allocated (kB) |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var lines in (int[])[30, 350_000])
        {
            var message = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Line, lines)));
            foreach (var transfer in (SmtpTransfer[])[SmtpTransfer.Automatic, SmtpTransfer.Chunks])
            {
                await using var server = ScriptedImapServer.OnLoopback(session => ServeAsync(session, message.Length));
                var bare = await BareAsync(server.Port, message);
                var (ours, allocated) = await OursAsync(server.Port, message, transfer);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {message.Length / 1000.0:N0} kB | {(transfer == SmtpTransfer.Chunks ? "BDAT" : "DATA")} | {bare:F2} | {ours:F2} | {allocated / 1000.0:N0} |"));
            }
        }
    }

    private static async Task<(double Milliseconds, long Allocated)> OursAsync(int port, byte[] message, SmtpTransfer transfer)
    {
        await using var connection = await SmtpConnection.ConnectAsync(
            new ServerEndpoint("127.0.0.1", port, TransportSecurity.Plain), SmtpConnectionOptions.Default, CancellationToken.None);
        var envelope = new SmtpEnvelope(SmtpAddress.Parse("ann@example.org"), SmtpAddress.Parse("bob@example.org"));
        var content = SmtpContent.From(_ => ValueTask.FromResult<Stream>(new MemoryStream(message, writable: false))) with { Transfer = transfer };
        var (times, allocated) = (new List<double>(), 0L);
        for (var run = 0; run < Runs; run++)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            var result = await connection.SendAsync(envelope, content, PartialRecipients.Stop, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            allocated = GC.GetTotalAllocatedBytes() - before;
            if (result.Outcome != SmtpOutcome.Accepted) throw new InvalidOperationException($"{result.Problem} {result.Error}");
        }

        return (Median(times), allocated);
    }

    private static async Task<double> BareAsync(int port, byte[] message)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await reader.ReadLineAsync();
        await AskAsync(stream, reader, "EHLO x", 4);
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await AskAsync(stream, reader, "MAIL FROM:<ann@example.org>\r\nRCPT TO:<bob@example.org>", 2);
            await AskAsync(stream, reader, "DATA", 1);
            await stream.WriteAsync(message);
            await AskAsync(stream, reader, ".", 1);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Median(times);
    }

    private static async Task AskAsync(NetworkStream stream, StreamReader reader, string command, int replies)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        for (var i = 0; i < replies; i++) await reader.ReadLineAsync();
    }

    private static async Task ServeAsync(ScriptedSession session, long length)
    {
        await session.WelcomeAsync("PIPELINING", "CHUNKING", "8BITMIME");
        while (true)
        {
            await session.ReplyAsync("MAIL", "250 ok");
            await session.ReplyAsync("RCPT", "250 ok");
            for (var line = await session.LineAsync(); ; line = await session.HearAsync("BDAT"))
            {
                if (line == "DATA")
                {
                    await session.SayAsync("354 go on");
                    await session.SkipAsync(length);
                    await session.ReplyAsync(".", "250 ok");
                    break;
                }

                await session.SkipAsync(long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
                await session.SayAsync("250 ok");
                if (line.EndsWith("LAST", StringComparison.Ordinal)) break;
            }
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
