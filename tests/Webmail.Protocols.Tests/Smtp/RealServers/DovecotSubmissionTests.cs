using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.TestKit;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp.RealServers;

/// <summary>Dovecot's submission service: every password mechanism against somebody else's implementation, and BURL.</summary>
public sealed class DovecotSubmissionTests
{
    private const string Ann = "ann@tidewater.test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("CRAM-MD5")]
    [InlineData("SCRAM-SHA-1")]
    [InlineData("SCRAM-SHA-256")]
    public async Task Every_mechanism_lets_us_in_and_into_IMAP_too(string mechanism)
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port, mechanism);
        await using var opened = await SmtpConnection.OpenAsync(Endpoint(dovecot), SaslCredentials.Password(Ann, dovecot.Password), SmtpConnectionOptions.Default, Ct);
        Assert.Equal(mechanism, opened.SignedInWith);

        var log = new List<string>();
        var imap = new ServerEndpoint("127.0.0.1", dovecot.Ports.Imap, TransportSecurity.Plain);
        await using var connection = await ImapConnection.ConnectAsync(imap, ImapConnectionOptions.Default with { Log = new ProtocolLog(log.Add) }, Ct);
        await connection.SignInAsync(ImapCredentials.Password(Ann, dovecot.Password), Ct);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
        Assert.Contains(log, line => line.Contains($"AUTHENTICATE {mechanism}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_TLS_SCRAM_says_that_it_could_have_bound_and_is_let_in()
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(dovecot.AuthorityFile);
        var options = SmtpConnectionOptions.Default with { Certificates = (_, _, chain, _) => chain!.ChainElements[^1].Certificate.Issuer == authority.Subject };
        await using var connection = await SmtpConnection.OpenAsync(
            Endpoint(dovecot) with { Security = TransportSecurity.StartTls }, SaslCredentials.Password(Ann, dovecot.Password), options, Ct);
        Assert.NotNull(connection.Tls);
        Assert.Equal("SCRAM-SHA-256", connection.SignedInWith);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_the_right_one_may_follow_on_the_same_connection()
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port);
        await using var connection = await ConnectAsync(dovecot);
        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => connection.SignInAsync(SaslCredentials.Password(Ann, "wrong"), Ct));
        Assert.Equal(535, refused.Reply.Code);
        await connection.SignInAsync(SaslCredentials.Password(Ann, dovecot.Password), Ct);
        Assert.Equal("SCRAM-SHA-256", connection.SignedInWith);
    }

    [Fact]
    public async Task What_is_sent_arrives_by_DATA_and_by_chunks()
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port);
        await using var connection = await SmtpConnection.OpenAsync(Endpoint(dovecot), SaslCredentials.Password(Ann, dovecot.Password), SmtpConnectionOptions.Default, Ct);
        Assert.Equal("SCRAM-SHA-256", connection.SignedInWith);
        const string Message = "From: ann@tidewater.test\r\nSubject: dots\r\n\r\n.\r\n..\r\n.a\r\nend\r\n";
        foreach (var transfer in (SmtpTransfer[])[SmtpTransfer.Automatic, SmtpTransfer.Chunks])
        {
            var result = await connection.SendAsync(
                new SmtpEnvelope(SmtpAddress.Parse(Ann), SmtpAddress.Parse("bob@example.org")), SmtpContent.From(Encoding.ASCII.GetBytes(Message)) with { Transfer = transfer }, PartialRecipients.Stop, Ct);
            Assert.True(result.Outcome == SmtpOutcome.Accepted, $"{result.Reply} {result.Error}");
        }

        Assert.Equal(2, sink.Messages.Count);
        Assert.All(sink.Messages, message => Assert.EndsWith("Subject: dots\r\n\r\n.\r\n..\r\n.a\r\nend\r\n", Encoding.ASCII.GetString(message.Content), StringComparison.Ordinal));
        Assert.Empty(sink.Violations);
    }

    [Fact]
    public async Task BURL_sends_a_stored_message_without_its_octets_coming_by_us()
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port);
        await dovecot.DeliverAsync(Ann, Encoding.ASCII.GetBytes("From: ann@tidewater.test\r\nSubject: stored\r\n\r\nby itself\r\n"), Ct);
        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, Ann, dovecot.Password, Ct);
        await Eventually.TrueAsync(async ct => (await imap.AskAsync("SELECT INBOX", ct)).Contains("* 1 EXISTS"), "the message is there", Ct);
        var told = (await imap.AskAsync("GENURLAUTH \"imap://ann%40tidewater.test@localhost/INBOX/;uid=1;urlauth=submit+ann%40tidewater.test\" INTERNAL", Ct))[0];
        var url = told.Split('"')[1];

        await using var connection = await SmtpConnection.OpenAsync(Endpoint(dovecot), SaslCredentials.Password(Ann, dovecot.Password), SmtpConnectionOptions.Default, Ct);
        Assert.Contains("imap", connection.Capabilities.Parameters("BURL"));
        var result = await connection.SendAsync(new SmtpEnvelope(SmtpAddress.Parse(Ann), SmtpAddress.Parse("bob@example.org")), SmtpContent.FromImapUrl(url), PartialRecipients.Stop, Ct);
        Assert.True(result.Outcome == SmtpOutcome.Accepted, $"{result.Reply} {result.Error}");
        Assert.Contains("by itself", Encoding.ASCII.GetString(Assert.Single(sink.Messages).Content), StringComparison.Ordinal);
    }

    private static Task<DovecotServer> StartAsync(int relayPort, string mechanisms = "plain login scram-sha-256") =>
        TestKit.Servers.RealServers.OwnDovecotAsync(
            new DovecotOptions { RelayPort = relayPort, ExtraConfiguration = $"auth_mechanisms = {mechanisms.ToLowerInvariant()}\n" }, Ct);

    private static ServerEndpoint Endpoint(DovecotServer dovecot) => new("127.0.0.1", dovecot.Ports.Submission, TransportSecurity.Plain);

    private static Task<SmtpConnection> ConnectAsync(DovecotServer dovecot) => SmtpConnection.ConnectAsync(Endpoint(dovecot), SmtpConnectionOptions.Default, Ct);
}
