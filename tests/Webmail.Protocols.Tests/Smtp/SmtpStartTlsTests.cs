using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.Protocols.Smtp;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Smtp;

namespace Webmail.Protocols.Tests.Smtp;

public sealed class SmtpStartTlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = NewCertificate();

    private SmtpConnectionOptions Trusting => new()
    {
        Certificates = (_, certificate, _, _) => certificate is not null && certificate.GetCertHashString() == _certificate.GetCertHashString(),
    };

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task After_the_upgrade_nothing_of_before_is_believed()
    {
        await using var scripted = await ConnectAsync(async session =>
        {
            await session.WelcomeAsync("STARTTLS", "AUTH PLAIN", "X-PLAIN", "SIZE 5");
            await session.ReplyAsync("STARTTLS", "220 go");
            await session.UpgradeAsync(TlsAsync);
            await session.EhloAsync("X-SAFE");
        });
        Assert.True(scripted.Connection.Capabilities.Has("X-SAFE"));
        Assert.False(scripted.Connection.Capabilities.Has("X-PLAIN"));
        Assert.Empty(scripted.Connection.Capabilities.AuthMechanisms);
        Assert.Null(scripted.Connection.Capabilities.SizeLimit);
        Assert.NotNull(scripted.Connection.Tls);
    }

    [Theory]
    [InlineData("250 injected\r\n")]
    [InlineData("250-mail.example.org\r\n250 AUTH PLAIN\r\n")]
    [InlineData("220")]
    [InlineData("x")]
    [InlineData("\r\n")]
    public async Task Anything_said_with_the_220_ends_the_connection(string injected)
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(async session =>
        {
            await session.WelcomeAsync("STARTTLS");
            await session.HearAsync("STARTTLS");
            await session.SendAsync($"220 go\r\n{injected}");
            await session.UpgradeAsync(TlsAsync);
        }));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
    }

    [Theory]
    [InlineData("454 4.7.0 not now")]
    [InlineData("502 what")]
    [InlineData("250 almost")]
    [InlineData("221 almost")]
    public async Task A_server_that_does_not_upgrade_gets_no_second_word(string reply)
    {
        var more = false;
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(async session =>
        {
            await session.WelcomeAsync("STARTTLS", "AUTH PLAIN");
            await session.ReplyAsync("STARTTLS", reply);
            await session.LineAsync();
            more = true;
        }));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
        Assert.False(more);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_second_word()
    {
        var more = false;
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(async session =>
        {
            await session.WelcomeAsync("AUTH PLAIN");
            await session.LineAsync();
            more = true;
        }));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
        Assert.False(more);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_apart()
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(
            async session =>
            {
                await session.WelcomeAsync("STARTTLS");
                await session.ReplyAsync("STARTTLS", "220 go");
                await session.UpgradeAsync(TlsAsync);
            },
            SmtpConnectionOptions.Default));
        Assert.Equal(ConnectFailure.BadCertificate, failure.Failure);
    }

    [Fact]
    public async Task A_server_that_agrees_and_speaks_no_TLS_is_told_apart()
    {
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(async session =>
        {
            await session.WelcomeAsync("STARTTLS");
            await session.ReplyAsync("STARTTLS", "220 go");
            await session.OctetsAsync(5);
            await session.SayAsync("250-mail.example.org", "250 AUTH PLAIN");
        }));
        Assert.Equal(ConnectFailure.TlsFailed, failure.Failure);
    }

    [Fact]
    public async Task SCRAM_PLUS_is_bound_to_the_certificate_that_we_saw()
    {
        var first = "";
        await using var scripted = await ConnectAsync(async session =>
        {
            await session.WelcomeAsync("STARTTLS");
            await session.ReplyAsync("STARTTLS", "220 go");
            await session.UpgradeAsync(TlsAsync);
            await session.EhloAsync("AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN");
            var line = await session.HearAsync("AUTH SCRAM-SHA-256-PLUS ");
            var begin = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
            var nonce = begin[(begin.IndexOf("r=", StringComparison.Ordinal) + 2)..];
            await session.SayAsync("334 " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"r={nonce}x,s=c2FsdHNhbHQ=,i=4096")));
            first = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(await session.LineAsync()));
            await session.SayAsync("535 5.7.8 no");
        });
        await Assert.ThrowsAsync<SmtpCommandException>(() => scripted.Connection.SignInAsync(SaslCredentials.Password("ann", "secret"), TestContext.Current.CancellationToken));
        var binding = Convert.ToBase64String([.. "p=tls-server-end-point,,"u8, .. SHA256.HashData(_certificate.RawData)]);
        Assert.StartsWith($"c={binding},", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("535 5.7.8 cannot bind", true)]
    [InlineData("", true)]
    [InlineData("454 4.7.0 not now", false)]
    public async Task A_server_that_cannot_bind_is_asked_once_more_without_binding_and_never_for_less_than_SCRAM(string reply, bool again)
    {
        var heard = new List<string>();
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.WelcomeAsync("STARTTLS");
            await session.ReplyAsync("STARTTLS", "220 go");
            await session.UpgradeAsync(TlsAsync);
            await session.EhloAsync("AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN");
            heard.Add(await session.HearAsync("AUTH "));
            await (reply.Length > 0 ? session.SayAsync(reply) : session.CloseAsync().AsTask());
        });
        await Assert.ThrowsAnyAsync<Exception>(() => SmtpConnection.OpenAsync(
            new ServerEndpoint("mail.example.org", 587, TransportSecurity.StartTls),
            SaslCredentials.Password("ann", "secret"),
            Trusting with { Connector = new ScriptedSmtp.ToScript(server) },
            TestContext.Current.CancellationToken));
        Assert.StartsWith("AUTH SCRAM-SHA-256-PLUS ", heard[0], StringComparison.Ordinal);
        Assert.Equal(again ? 2 : 1, heard.Count);
        if (again)
        {
            Assert.StartsWith("AUTH SCRAM-SHA-256 " + Convert.ToBase64String("n,,n=ann,r="u8)[..10], heard[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task REQUIRETLS_is_said_where_it_can_be_kept()
    {
        var mail = "";
        await using var scripted = await ConnectAsync(async session =>
        {
            await session.WelcomeAsync("STARTTLS");
            await session.ReplyAsync("STARTTLS", "220 go");
            await session.UpgradeAsync(TlsAsync);
            await session.EhloAsync("REQUIRETLS");
            mail = await session.ReplyAsync("MAIL", "550 5.7.30 not today");
            await session.ReplyAsync("RSET", "250 ok");
        });
        var result = await scripted.SendAsync(ScriptedSmtp.Envelope with { RequireTls = true });
        Assert.Equal(SmtpOutcome.RefusedForGood, result.Outcome);
        Assert.Equal("MAIL FROM:<ann@example.org> REQUIRETLS", mail);
    }

    [Fact]
    public async Task Our_own_certificate_is_shown_and_EXTERNAL_signs_in_with_it()
    {
        using var own = NewCertificate();
        var seen = "";
        await using var scripted = await ConnectAsync(
            async session =>
            {
                await session.WelcomeAsync("STARTTLS");
                await session.ReplyAsync("STARTTLS", "220 go");
                await session.UpgradeAsync(async plain =>
                {
                    var tls = new SslStream(plain, leaveInnerStreamOpen: false, (_, shown, _, _) => (seen = shown?.GetCertHashString() ?? "").Length > 0);
                    await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: true, checkCertificateRevocation: false);
                    return tls;
                });
                await session.EhloAsync("AUTH EXTERNAL PLAIN");
                await session.ReplyAsync("AUTH EXTERNAL =", "235 2.7.0 welcome");
                await session.EhloAsync();
            },
            Trusting with { ClientCertificate = own });
        await scripted.Connection.SignInAsync(SaslCredentials.External(), TestContext.Current.CancellationToken);
        Assert.Equal(own.GetCertHashString(), seen);
        Assert.Equal("EXTERNAL", scripted.Connection.SignedInWith);
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.example.org", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private Task<ScriptedSmtp> ConnectAsync(Func<ScriptedSession, Task> script, SmtpConnectionOptions? options = null) =>
        ScriptedSmtp.ConnectAsync(script, options: options ?? Trusting, security: TransportSecurity.StartTls);

    private async Task<Stream> TlsAsync(Stream plain)
    {
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, checkCertificateRevocation: false);
        }
        catch (AuthenticationException e)
        {
            throw new IOException("no handshake", e);
        }

        return tls;
    }
}
