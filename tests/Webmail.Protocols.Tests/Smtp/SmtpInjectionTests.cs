using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

/// <summary>Ten thousand strings through every parameter: the recording server hears the commands that were meant, and no other.</summary>
public sealed class SmtpInjectionTests
{
    private const int Strings = 10_000;

    // Also characters whose lower octet is CR, LF or NUL, and what other encodings make line ends of.
    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r", "\0", "\r\n.\r\n", "\n.\n", ">", "<", "\"", "\\", "\\\"", " ", "\t", "@", ",", ";", ":", "=", "+", ".", "..", "[", "]", "(", ")", "a", "user", "example.org",
        "RCPT TO:<eve@evil.test>", "MAIL FROM:<eve@evil.test>", "DATA", "QUIT", "RSET", "BDAT 1000 LAST", "AUTH PLAIN x", "SIZE=1", " NOTIFY=NEVER", "\u0085", "\u2028", "\u2029", "\u010A", "\u010D",
        "\u0D0A", "\u0100", "\uFF1E", "\u3002", "\u00AD", "\u00e9", "\u6c34", "\ud83d\ude00", "\ud800", "\u202e", "\uFEFF", "\u000b", "\u000c", "\u001b", "\u007f", "xn--", "%0d%0a", "=0D=0A", "+0D+0A",
    ];

    private static readonly SmtpAddress Ann = SmtpAddress.Parse("ann@example.org");

    private readonly Random _random = new(20261122);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_envelope_value_adds_a_command()
    {
        await using var sink = SmtpSink.Start();
        await using var connection = await ConnectAsync(sink);
        var sent = 0;
        for (var i = 0; i < Strings; i++)
        {
            if (Envelope(Evil(), i % 6) is { } envelope)
            {
                var result = await connection.SendAsync(envelope, ScriptedSmtp.Content, PartialRecipients.Stop, Ct);
                Assert.True(result.Outcome == SmtpOutcome.Accepted, $"{result.Problem} {result.Error}");
                sent++;
            }
        }

        Assert.InRange(sent, Strings / 20, Strings);
        Assert.Equal(["EHLO", .. Enumerable.Repeat((string[])["MAIL", "RCPT", "DATA"], sent).SelectMany(verbs => verbs)], sink.Commands.Select(line => line.Split(' ')[0]));
        Assert.All(sink.Commands, line => Assert.False(line.Any(char.IsControl) && !line.Any(c => c >= 0x80), line));
        Assert.All(sink.Commands.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)), line => Assert.Matches("^RCPT TO:<(\"([^\"\\\\]|\\\\.)+\"|[^<>\" ]+)@[^<>\" ]+>( NOTIFY=SUCCESS ORCPT=[!-~]+)?$", line));
        Assert.Empty(sink.Violations);
    }

    [Fact]
    public async Task No_name_password_or_token_adds_a_command()
    {
        await using var sink = SmtpSink.Start(["AUTH PLAIN LOGIN XOAUTH2"]);
        await using var connection = await ConnectAsync(sink);
        var signedIn = 0;
        for (var i = 0; i < Strings; i++)
        {
            if (Credentials(Evil(), i % 4) is { } credentials)
            {
                await connection.SignInAsync(credentials, Ct);
                signedIn++;
            }
        }

        Assert.Equal(["EHLO", .. Enumerable.Repeat((string[])["AUTH", "EHLO"], signedIn).SelectMany(verbs => verbs)], sink.Commands.Select(line => line.Split(' ')[0]));
        Assert.Empty(sink.Violations);
    }

    [Fact]
    public async Task No_content_ends_the_message_before_its_end()
    {
        await using var sink = SmtpSink.Start();
        await using var connection = await ConnectAsync(sink);
        for (var i = 0; i < Strings; i++)
        {
            var octets = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Evil())));
            var result = await connection.SendAsync(
                ScriptedSmtp.Envelope,
                SmtpContent.From(octets) with { Body = SmtpBody.EightBit, Transfer = i % 3 == 0 ? SmtpTransfer.Chunks : SmtpTransfer.Automatic },
                PartialRecipients.Stop,
                Ct);
            Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        }

        Assert.Equal(Strings, sink.Messages.Count);
        Assert.All(sink.Commands, line => Assert.Matches("^(EHLO \\[127|MAIL FROM:<ann@example.org>|RCPT TO:<bob@example.org>$|DATA$|BDAT [0-9]+ LAST$)", line));
        Assert.Empty(sink.Violations);
    }

    private static async Task<SmtpConnection> ConnectAsync(SmtpSink sink) =>
        await SmtpConnection.ConnectAsync(new ServerEndpoint("127.0.0.1", sink.Port, TransportSecurity.Plain), SmtpConnectionOptions.Default, Ct);

    // Null when the type refuses the string, as it mostly must.
    private static SmtpEnvelope? Envelope(string evil, int parameter)
    {
        try
        {
            return parameter switch
            {
                0 => new SmtpEnvelope(SmtpAddress.Parse(evil + "@example.org"), Ann),
                1 => new SmtpEnvelope(Ann, [new SmtpRecipient(SmtpAddress.Of(evil, "example.org"), DsnNotify.Success)]),
                2 => new SmtpEnvelope(Ann, SmtpAddress.Parse("\"" + evil + "\"@example.org")),
                3 => new SmtpEnvelope(Ann, SmtpAddress.Parse("ann@" + evil)),
                4 => new SmtpEnvelope(Ann, Ann) { Id = evil },
                _ => new SmtpEnvelope(Ann, SmtpAddress.Parse("ann@[" + evil + "]")),
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static SaslCredentials? Credentials(string evil, int parameter)
    {
        try
        {
            return parameter switch
            {
                0 => SaslCredentials.Password(evil, "p"),
                1 => SaslCredentials.Password("u", evil),
                2 => SaslCredentials.AccessToken(evil, "t"),
                _ => SaslCredentials.AccessToken("u", evil),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private string Evil() => string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pieces[_random.Next(Pieces.Length)]));
}
