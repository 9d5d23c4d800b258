using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.TestKit;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp.RealServers;

/// <summary>Exim, Postfix and OpenSMTPD take what we send and pass it on unchanged to a sink that accepts nothing crooked.</summary>
public sealed class MtaTests
{
    private static readonly TimeSpan Delivered = TimeSpan.FromSeconds(60);

    private static readonly SaslCredentials Ann = SaslCredentials.Password("ann", "secret");

    /// <summary>Everything that has ever been lost or changed on the way.</summary>
    private static readonly string Tricky = string.Join("\r\n",
    [
        "From: Ann <ann@example.org>", "To: bob@tidewater.test", "Subject: dots", "Date: Mon, 02 Nov 2026 10:00:00 +0000", "Message-ID: <dots@example.org>", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", ".", "..", "...", ".hidden", "From here", "", "trailing space ", "\ttab", "caf\u00e9 \u6c34",
        new string('x', 998), "." + new string('y', 997), "end", ".", "",
    ]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Debian 12's OpenSMTPD can't do TLS.</summary>
    public static TheoryData<string, TransportSecurity, SmtpTransfer> Ways =>
    [
        .. from mta in (string[])["Exim", "Postfix", "OpenSMTPD"]
           from security in (TransportSecurity[])[TransportSecurity.Tls, TransportSecurity.StartTls, TransportSecurity.Plain]
           from transfer in (SmtpTransfer[])[SmtpTransfer.Automatic, SmtpTransfer.Chunks]
           where mta != "OpenSMTPD" || security == TransportSecurity.Plain
           select (mta, security, transfer),
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_sent_arrives_octet_for_octet(string mta, TransportSecurity security, SmtpTransfer transfer)
    {
        await using var sink = SmtpSink.Start(["8BITMIME", "SIZE 100000000", "PIPELINING"]);
        await using var server = await StartAsync(mta, sink.Port);
        await using var connection = await server.ConnectAsync(security);
        Assert.Equal(security != TransportSecurity.Plain, connection.Tls is not null);
        var result = await connection.SendAsync(
            new SmtpEnvelope(SmtpAddress.Parse("ann@example.org"), SmtpAddress.Parse("bob@tidewater.test"), SmtpAddress.Parse("eve@tidewater.test")),
            SmtpContent.From(Encoding.UTF8.GetBytes(Tricky)) with { Body = SmtpBody.EightBit, Transfer = transfer },
            PartialRecipients.Stop,
            Ct);
        Assert.True(result.Outcome == SmtpOutcome.Accepted, $"{result.Outcome} {result.Reply} {result.Error}");
        await connection.QuitAsync(Ct);
        await Eventually.TrueAsync(() => !sink.Messages.IsEmpty, $"{mta} passes the message on", Ct, Delivered);
        Assert.True(sink.Messages.TryPeek(out var message));
        Assert.EndsWith(Tricky, Encoding.UTF8.GetString(message.Content), StringComparison.Ordinal);
        Assert.Empty(sink.Violations);
    }

    [Theory]
    [InlineData("Exim", true)]
    [InlineData("Postfix", true)]
    [InlineData("OpenSMTPD", false)]
    public async Task Reports_and_international_addresses_are_taken_as_we_write_them(string mta, bool utf8)
    {
        await using var server = await StartAsync(mta, relayTo: null);
        await using var connection = await server.ConnectAsync(TransportSecurity.Plain);
        var recipients = new List<SmtpRecipient> { new(SmtpAddress.Parse("a+b=c@tidewater.test"), DsnNotify.Success | DsnNotify.Delay) };
        if (utf8)
        {
            // OpenSMTPD knows no quoted local parts either.
            recipients.Add(new SmtpRecipient(SmtpAddress.Of("a b", "tidewater.test"), DsnNotify.Never));
            recipients.Add(new SmtpRecipient(SmtpAddress.Parse("jos\u00e9@tidewater.test"), DsnNotify.Failure));
        }

        var envelope = new SmtpEnvelope(SmtpAddress.Parse("ann@b\u00fccher.example"), recipients) { Return = DsnReturn.Headers, Id = "QQ 314=159" };
        var content = SmtpContent.From("From: ann@example.org\r\nSubject: caf\u00e9\r\n\r\nx\r\n"u8.ToArray()) with { Body = SmtpBody.EightBit, HasUtf8Headers = utf8 };
        var result = await connection.SendAsync(envelope, content, PartialRecipients.Stop, Ct);
        Assert.True(result.Outcome == SmtpOutcome.Accepted, $"{result.Problem} {result.Reply} {string.Join(", ", result.Recipients)}");
        Assert.Empty(result.LeftOut);
    }

    [Theory]
    [InlineData("Exim")]
    [InlineData("Postfix")]
    [InlineData("OpenSMTPD")]
    [InlineData("sink")]
    public async Task A_thousand_generated_messages_are_taken(string mta)
    {
        await using var sink = SmtpSink.Start();
        await using var server = await StartAsync(mta, mta == "sink" ? sink.Port : null);
        var connection = await server.ConnectAsync(TransportSecurity.Plain);
        var sent = 0;
        foreach (var message in await OutgoingMessages.ManyAsync(1000, Ct))
        {
            var content = SmtpContent.From(message.Octets) with { Body = SmtpBody.EightBit, Transfer = sent % 5 == 0 ? SmtpTransfer.Chunks : SmtpTransfer.Automatic };
            var result = await connection.SendAsync(ScriptedSmtp.Envelope, content, PartialRecipients.Stop, Ct);
            if (!connection.IsOpen)
            {
                connection = await server.ConnectAsync(TransportSecurity.Plain);
            }

            if (result.Outcome == SmtpOutcome.RefusedForNow)
            {
                // Exim takes a thousand on one connection, then says 421.
                Assert.Equal(421, result.Reply!.Code);
                result = await connection.SendAsync(ScriptedSmtp.Envelope, content, PartialRecipients.Stop, Ct);
            }

            Assert.True(result.Outcome == (message.HasLongLine ? SmtpOutcome.RefusedForGood : SmtpOutcome.Accepted), $"{result.Outcome} {result.Problem} {result.Reply} {result.Error}");
            sent += message.HasLongLine ? 0 : 1;
        }

        await connection.DisposeAsync();
        Assert.InRange(sent, 1000, int.MaxValue);
        Assert.Empty(sink.Violations);
        Assert.Equal(mta == "sink" ? sent : 0, sink.Messages.Count);
        Assert.All(sink.Messages, message => Assert.DoesNotContain("\nBcc:", Encoding.Latin1.GetString(message.Content), StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<RunningMta> StartAsync(string mta, int? relayTo)
    {
        switch (mta)
        {
            case "Exim":
                var exim = await TestKit.Servers.RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = relayTo ?? 1, Delivers = relayTo is not null }, Ct);
                return new RunningMta(exim, exim.Ports, exim.AuthorityFile, Ann);
            case "Postfix":
                var postfix = await TestKit.Servers.RealServers.OrSkipAsync(() => PostfixServer.CreateAsync(relayTo, Ct));
                return new RunningMta(postfix, postfix.Ports, postfix.AuthorityFile, null);
            case "OpenSMTPD":
                var open = await TestKit.Servers.RealServers.OrSkipAsync(() => OpenSmtpdServer.CreateAsync(relayTo ?? 1, Ct));
                return new RunningMta(open, open.Ports, "", null);
            default:
                return new RunningMta(null, new MtaPorts(relayTo!.Value, 0, 0), "", null);
        }
    }

    private sealed record RunningMta(IAsyncDisposable? Server, MtaPorts Ports, string AuthorityFile, SaslCredentials? Credentials) : IAsyncDisposable
    {
        public async Task<SmtpConnection> ConnectAsync(TransportSecurity security)
        {
            var port = security switch { TransportSecurity.Tls => Ports.Submissions, TransportSecurity.StartTls => Ports.Submission, _ => Ports.Relay };
            var endpoint = new ServerEndpoint("localhost", port, security);
            var options = new SmtpConnectionOptions { Certificates = (_, certificate, chain, _) => Trusted(certificate, chain) };
            return security == TransportSecurity.Plain || Credentials is null
                ? await SmtpConnection.ConnectAsync(endpoint, options, Ct)
                : await SmtpConnection.OpenAsync(endpoint, Credentials, options, Ct);
        }

        public async ValueTask DisposeAsync()
        {
            if (Server is not null) await Server.DisposeAsync();
        }

        private bool Trusted(X509Certificate? certificate, X509Chain? chain)
        {
            using var authority = X509CertificateLoader.LoadCertificateFromFile(AuthorityFile);
            chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return certificate is X509Certificate2 server && chain.Build(server) && server.MatchesHostname("localhost");
        }
    }
}
