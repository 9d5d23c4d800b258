using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Commands;

/// <summary>Every mechanism as IMAP says it, over TLS, and what happens when one fails.</summary>
public sealed class SignInTests : IDisposable
{
    private const string Salt = "c2FsdHNhbHQ=";

    private readonly X509Certificate2 _certificate = NewCertificate();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ImapConnectionOptions Trusting => new()
    {
        Certificates = (_, certificate, _, _) => certificate is not null && certificate.GetCertHashString() == _certificate.GetCertHashString(),
    };

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData("AUTH=PLAIN AUTH=LOGIN AUTH=CRAM-MD5", "AUTHENTICATE PLAIN AGFubgBjb3JyZWN0")]
    [InlineData("AUTH=LOGIN AUTH=CRAM-MD5", "AUTHENTICATE LOGIN")]
    [InlineData("AUTH=CRAM-MD5 LOGINDISABLED", "AUTHENTICATE CRAM-MD5")]
    [InlineData("AUTH=GSSAPI", "LOGIN \"ann\" \"correct\"")]
    [InlineData("AUTH=SCRAM-SHA-1 AUTH=PLAIN", "AUTHENTICATE SCRAM-SHA-1 ")]
    [InlineData("AUTH=SCRAM-SHA-1-PLUS AUTH=SCRAM-SHA-256 AUTH=PLAIN", "AUTHENTICATE SCRAM-SHA-1-PLUS ")]
    public async Task The_best_offered_mechanism_is_tried_alone(string offered, string expected)
    {
        var said = new List<string>();
        await using var server = ScriptedImapServer.InMemory(session => OverTlsAsync(session, offered, async (line, tag) =>
        {
            said.Add(line);
            await session.SayAsync($"{tag} NO [AUTHENTICATIONFAILED] no");
        }));
        var failure = await Assert.ThrowsAsync<ImapCommandException>(() => OpenAsync(server, ImapCredentials.Password("ann", "correct"), Trusting));
        Assert.Equal(ResponseCodeKind.AuthenticationFailed, failure.Kind);
        Assert.StartsWith(expected, Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("NO bad protocol / cancel", ChannelBindingUse.Prefer, 2)]
    [InlineData("BAD unknown", ChannelBindingUse.Prefer, 2)]
    [InlineData("", ChannelBindingUse.Prefer, 2)]
    [InlineData("NO [AUTHENTICATIONFAILED] wrong", ChannelBindingUse.Prefer, 1)]
    [InlineData("NO bad protocol / cancel", ChannelBindingUse.Require, 1)]
    public async Task A_binding_that_the_server_lacks_is_left_out_on_a_fresh_connection(string answer, ChannelBindingUse use, int connections)
    {
        var said = new List<string>();
        await using var server = ScriptedImapServer.InMemory(session => OverTlsAsync(session, "AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-256 AUTH=DIGEST-MD5 AUTH=PLAIN", async (line, tag) =>
        {
            lock (said)
            {
                said.Add(line.Split(' ')[1]);
            }

            if (answer.Length == 0)
            {
                await session.CloseAsync();
                throw new EndOfStreamException();
            }

            await session.SayAsync($"{tag} {answer}");
        }));
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(server, ImapCredentials.Password("ann", "correct"), Trusting with { ChannelBinding = use }));
        Assert.Equal(connections, server.Connections);
        Assert.Equal(new[] { "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256" }.Take(connections), said);
    }

    [Fact]
    public async Task A_refused_token_is_refused_in_the_servers_words()
    {
        foreach (var (mechanism, answer) in new[] { ("OAUTHBEARER", "AQ=="), ("XOAUTH2", "") })
        {
            var answered = "?";
            await using var server = ScriptedImapServer.InMemory(session => OverTlsAsync(session, "AUTH=" + mechanism, async (_, tag) =>
            {
                await session.SayAsync("+ " + Convert.ToBase64String(Encoding.ASCII.GetBytes("{\"status\":\"invalid_token\"}")));
                answered = await session.LineAsync();
                await session.SayAsync($"{tag} NO [AUTHENTICATIONFAILED] the token tok-en is old");
            }));
            var refused = await Assert.ThrowsAsync<ImapCommandException>(() => OpenAsync(server, ImapCredentials.AccessToken("ann", "tok-en"), Trusting));
            Assert.Equal((answer, "the token *** is old"), (answered, refused.Text));
        }
    }

    [Fact]
    public async Task A_certificate_signs_in_by_itself()
    {
        var said = "";
        await using var server = ScriptedImapServer.InMemory(session => OverTlsAsync(session, "AUTH=EXTERNAL AUTH=PLAIN", async (line, tag) =>
        {
            said = line;
            await session.SayAsync($"{tag} OK [CAPABILITY IMAP4rev1] in");
        }));
        await using var connection = await OpenAsync(server, ImapCredentials.Certificate(), Trusting with { ClientCertificate = _certificate });
        Assert.Equal(("AUTHENTICATE EXTERNAL =", "EXTERNAL"), (said, connection.SignInMechanism));
    }

    [Fact]
    public async Task The_second_sign_in_needs_no_computing_and_a_wrong_password_finds_nothing()
    {
        using var keys = new ScramKeys(TimeProvider.System, TimeSpan.FromHours(1));
        var options = Trusting with { ScramKeys = keys, ChannelBinding = ChannelBindingUse.Never };
        await using var server = ScriptedImapServer.InMemory(session => OverTlsAsync(session, "AUTH=SCRAM-SHA-256", (line, tag) => ScramAsync(session, line, tag, "correct")));
        for (var found = 0; found < 3; found++)
        {
            await using var connection = await OpenAsync(server, ImapCredentials.Password("ann", "correct"), options);
            Assert.Equal(found, keys.Found);
        }

        await Assert.ThrowsAsync<ImapCommandException>(() => OpenAsync(server, ImapCredentials.Password("ann", "wrong"), options));
        Assert.Equal(2, keys.Found);
        keys.Forget("ann");
        await using var again = await OpenAsync(server, ImapCredentials.Password("ann", "correct"), options);
        Assert.Equal(2, keys.Found);
    }

    [Theory]
    [InlineData("AUTH=PLAIN")]
    [InlineData("AUTH=LOGIN")]
    [InlineData("AUTH=SCRAM-SHA-256")]
    [InlineData("")]
    public async Task The_trace_of_a_sign_in_holds_no_secret(string offered)
    {
        const string Secret = "pass \"word\" \u00fc";
        var lines = new List<string>();
        await using var server = ScriptedImapServer.InMemory(session => OverTlsAsync(session, offered, async (line, tag) =>
        {
            if (line.Contains("LOGIN", StringComparison.Ordinal) && line.StartsWith("AUTH", StringComparison.Ordinal))
            {
                await session.SayAsync("+ VXNlcm5hbWU6");
                await session.LineAsync();
                await session.SayAsync("+ UGFzc3dvcmQ6");
                await session.LineAsync();
            }

            await session.SayAsync($"{tag} NO [AUTHENTICATIONFAILED] {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Secret))}");
        }));
        var log = new ProtocolLog(line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        });
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => OpenAsync(server, ImapCredentials.Password("ann", Secret), Trusting with { Log = log }));
        var all = string.Join('\n', lines) + refused.Text + refused.Message;
        Assert.DoesNotContain("word", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("\0ann\0" + Secret)), all, StringComparison.Ordinal);
        Assert.Contains("AUTH", all, StringComparison.Ordinal);
    }

    // RFC 5802 section 5, with the salt and 4096 iterations of this script.
    private static async Task ScramAsync(ScriptedSession session, string line, string tag, string password)
    {
        var bare = Text(line.Split(' ')[2])["n,,".Length..];
        var first = $"{bare[bare.IndexOf("r=", StringComparison.Ordinal)..]}server,s={Salt},i=4096";
        await session.SayAsync("+ " + Base64(first));
        var final = Text(await session.LineAsync());
        var message = Encoding.UTF8.GetBytes($"{bare},{first},{final[..final.LastIndexOf(",p=", StringComparison.Ordinal)]}");
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(Salt), 4096, HashAlgorithmName.SHA256, 32);
        var client = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(client), message);
        var proof = Convert.ToBase64String([.. client.Zip(signature, (left, right) => (byte)(left ^ right))]);
        if (!final.EndsWith(proof, StringComparison.Ordinal))
        {
            await session.SayAsync($"{tag} NO [AUTHENTICATIONFAILED] wrong");
            return;
        }

        await session.SayAsync("+ " + Base64("v=" + Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message))));
        await session.LineAsync();
        await session.SayAsync($"{tag} OK [CAPABILITY IMAP4rev1] in");
    }

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task OverTlsAsync(ScriptedSession session, string offered, Func<string, string, Task> signIn)
    {
        await session.GreetAsync("IMAP4rev1 STARTTLS LOGINDISABLED");
        await session.OkAsync(await session.CommandAsync());
        await session.UpgradeAsync(TlsAsync);
        await session.AnswerAsync("CAPABILITY", $"* CAPABILITY IMAP4rev1 SASL-IR LITERAL+ {offered}");
        var command = await session.CommandAsync();
        await signIn(command.Text, command.Tag);
    }

    private async Task<Stream> TlsAsync(Stream plain)
    {
        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, checkCertificateRevocation: false);
        return tls;
    }

    private static Task<ImapConnection> OpenAsync(ScriptedImapServer server, ImapCredentials credentials, ImapConnectionOptions options) =>
        ImapConnection.OpenAsync(new ServerEndpoint("mail.example.org", 143, TransportSecurity.StartTls), credentials, options with { Connector = new ToScript(server) }, Ct);

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.example.org", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("mail.example.org");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class ToScript(ScriptedImapServer server) : INetworkConnector
    {
        public ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct) => ValueTask.FromResult(server.Connect());
    }
}
