using System.Net;
using System.Net.Sockets;
using System.Text;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Dovecot;

/// <summary>Hands one message to a mailbox (RFC 2033), as a mail server in front of Dovecot would.</summary>
public static class LmtpClient
{
    /// <param name="message">Any line ends; what isn't CRLF is sent as CRLF.</param>
    /// <exception cref="ServerFailedException">A reply was not the expected one.</exception>
    public static async Task DeliverAsync(int port, string recipient, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await ExpectAsync(reader, "220", ct);
        await SendAsync("LHLO localhost", "250");
        await SendAsync("MAIL FROM:<sender@elsewhere.test>", "250");
        await SendAsync($"RCPT TO:<{recipient}>", "250");
        await SendAsync("DATA", "354");
        await stream.WriteAsync(DotStuffed(message.Span), ct);
        await ExpectAsync(reader, "250", ct);
        await SendAsync("QUIT", "221");

        async Task SendAsync(string line, string reply)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), ct);
            await ExpectAsync(reader, reply, ct);
        }
    }

    private static async Task ExpectAsync(StreamReader reader, string code, CancellationToken ct)
    {
        string? line;
        do line = await reader.ReadLineAsync(ct);
        while (line is { Length: > 3 } && line[3] == '-');
        if (line is null || !line.StartsWith(code, StringComparison.Ordinal))
            throw new ServerFailedException($"LMTP: expected {code}, got {line ?? "the end"}");
    }

    /// <summary>The message with CRLF line ends, lines that begin with a dot doubled, and the closing dot.</summary>
    internal static byte[] DotStuffed(ReadOnlySpan<byte> message)
    {
        var stuffed = new MemoryStream(message.Length + 1024);
        bool lineStart = true;
        byte last = 0;
        foreach (byte octet in message)
        {
            if (lineStart && octet == '.') stuffed.WriteByte((byte)'.');
            if (octet == '\n' && last != '\r') stuffed.WriteByte((byte)'\r');
            stuffed.WriteByte(octet);
            lineStart = octet == '\n';
            last = octet;
        }
        if (!lineStart) stuffed.Write("\r\n"u8);
        stuffed.Write(".\r\n"u8);
        return stuffed.ToArray();
    }
}
