using System.Text.RegularExpressions;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.TestKit;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Smtp;

/// <summary>The submission cases of the NO STARTTLS study: whatever these servers say before TLS, no name, password or message is sent in clear.</summary>
public sealed partial class SmtpDowngradeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> DishonestServers =>
        [.. Directory.GetFiles(Corpus.PathOf("imap/nostarttls-negotiation/smtp/Negotiation"), "*.ron").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(DishonestServers))]
    public async Task A_dishonest_server_hears_nothing_but_the_wish_for_TLS(string file)
    {
        var ron = await File.ReadAllTextAsync(Corpus.PathOf("imap/nostarttls-negotiation/smtp/Negotiation/" + file), Ct);
        var heard = new List<string>();
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.SayAsync("220 mail.example.org ready");
            while (true)
            {
                var line = await session.LineAsync();
                heard.Add(line);
                await session.SayAsync(Answer(ron, line));
            }
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => SmtpConnection.OpenAsync(
            new ServerEndpoint("mail.example.org", 587, TransportSecurity.StartTls),
            SaslCredentials.Password("ann", "secret"),
            SmtpConnectionOptions.Default with { Connector = new ScriptedSmtp.ToScript(server) },
            Ct));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
        Assert.All(heard, line => Assert.Matches("^(EHLO|HELO) |^(STARTTLS|QUIT)$", line));
    }

    private static string[] Answer(string ron, string line) => line.Split(' ')[0] switch
    {
        "EHLO" when ron.Contains("\"ehlo\"", StringComparison.Ordinal) => ["502 unknown"],
        "EHLO" when ron.Contains("capabilities: [StartTLS]", StringComparison.Ordinal) => ["250-mail.example.org", "250 STARTTLS"],
        "EHLO" => ["250-mail.example.org", "250 AUTH PLAIN LOGIN"],
        "HELO" => ["250 mail.example.org"],
        "STARTTLS" when Response().Match(ron) is { Success: true } refusal => [refusal.Groups["reply"].Value],
        _ => ["502 unknown"],
    };

    [GeneratedRegex(@"stls_response: ""(?<reply>[^""\\]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Response();
}
