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

    [Fact]
    public async Task BURL_and_BDAT_together_are_one_message_octet_for_octet()
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port);
        var stored = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i} of what is stored\r\n"));
        await dovecot.DeliverAsync(Ann, Encoding.ASCII.GetBytes("Subject: stored\r\n\r\n" + stored), Ct);
        var log = new List<string>();
        var url = await SignedAsync(dovecot, log);

        await using var connection = await SmtpConnection.OpenAsync(
            Endpoint(dovecot), SaslCredentials.Password(Ann, dovecot.Password), SmtpConnectionOptions.Default with { Log = new ProtocolLog(log.Add) }, Ct);
        const string Head = "From: ann@tidewater.test\r\nSubject: joined\r\n\r\nabove\r\n";
        var content = SmtpContent.Joined([Own(Head), SmtpPiece.FromImapUrl(url), Own("below\r\n")]);
        var result = await connection.SendAsync(new SmtpEnvelope(SmtpAddress.Parse(Ann), SmtpAddress.Parse("bob@example.org")), content, PartialRecipients.Stop, Ct);

        Assert.True(result.Outcome == SmtpOutcome.Accepted, $"{result.Reply} {result.Error}");
        Assert.EndsWith(Head + stored + "below\r\n", Encoding.ASCII.GetString(Assert.Single(sink.Messages).Content), StringComparison.Ordinal);
        Assert.DoesNotContain(log, line => line.Contains(url.Split(':')[^1], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_URL_that_is_not_good_any_more_is_refused_and_the_message_may_follow_as_octets()
    {
        await using var sink = SmtpSink.Start();
        await using var dovecot = await StartAsync(sink.Port);
        await dovecot.DeliverAsync(Ann, Encoding.ASCII.GetBytes("Subject: stored\r\n\r\nstored\r\n"), Ct);
        var url = await SignedAsync(dovecot, []);

        await using var connection = await SmtpConnection.OpenAsync(Endpoint(dovecot), SaslCredentials.Password(Ann, dovecot.Password), SmtpConnectionOptions.Default, Ct);
        var envelope = new SmtpEnvelope(SmtpAddress.Parse(Ann), SmtpAddress.Parse("bob@example.org"));
        var refused = await connection.SendAsync(
            envelope, SmtpContent.Joined([Own("Subject: joined\r\n\r\n"), SmtpPiece.FromImapUrl(url[..^1] + (url[^1] == '0' ? '1' : '0')), Own("below\r\n")]), PartialRecipients.Stop, Ct);
        var sent = await connection.SendAsync(envelope, SmtpContent.From("Subject: joined\r\n\r\nstored\r\nbelow\r\n"u8.ToArray()), PartialRecipients.Stop, Ct);

        Assert.Equal((SmtpOutcome.RefusedForGood, SmtpProblem.NotFetched, 554, "5.6.6"), (refused.Outcome, refused.Problem, refused.Reply!.Code, refused.Reply.Enhanced.ToString()));
        Assert.Equal(SmtpOutcome.Accepted, sent.Outcome);
        Assert.Single(sink.Messages);
    }

    private static SmtpPiece Own(string octets) => SmtpPiece.From(_ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.ASCII.GetBytes(octets))));

    /// <summary>The text of Ann's only message, signed for submission.</summary>
    private static async Task<string> SignedAsync(DovecotServer dovecot, List<string> log)
    {
        await using var imap = await ImapConnection.ConnectAsync(
            new ServerEndpoint("127.0.0.1", dovecot.Ports.Imap, TransportSecurity.Plain), ImapConnectionOptions.Default with { Log = new ProtocolLog(log.Add) }, Ct);
        await imap.SignInAsync(ImapCredentials.Password(Ann, dovecot.Password), Ct);
        var text = new ImapUrl(MailboxName.Inbox, new Uid(1))
        {
            Section = SectionPath.Text, Authorized = UrlAuthorization.Submission(Ann, "localhost") with { Expires = TimeProvider.System.GetUtcNow().AddHours(1) },
        };
        return Assert.Single(await imap.AuthorizeUrlsAsync([text], Ct));
    }

    private static Task<DovecotServer> StartAsync(int relayPort, string mechanisms = "plain login scram-sha-256") =>
        TestKit.Servers.RealServers.OwnDovecotAsync(
            new DovecotOptions { RelayPort = relayPort, ExtraConfiguration = $"auth_mechanisms = {mechanisms.ToLowerInvariant()}\n" }, Ct);

    private static ServerEndpoint Endpoint(DovecotServer dovecot) => new("127.0.0.1", dovecot.Ports.Submission, TransportSecurity.Plain);

    private static Task<SmtpConnection> ConnectAsync(DovecotServer dovecot) => SmtpConnection.ConnectAsync(Endpoint(dovecot), SmtpConnectionOptions.Default, Ct);
}
