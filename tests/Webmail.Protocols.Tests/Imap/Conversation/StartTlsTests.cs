using System.Text.RegularExpressions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.Protocols.Tests.Imap.Hostile;
using Webmail.TestKit;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Conversation;

public sealed partial class StartTlsTests : IDisposable
{
    private readonly ServerCertificate _certificate = new();

    private ImapConnectionOptions Trusting => new() { Certificates = _certificate.IsTrusted };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> DishonestServers =>
        [.. Directory.GetFiles(Corpus.PathOf("imap/nostarttls-negotiation/imap/Negotiation"), "*.ron").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task After_the_upgrade_nothing_of_before_is_believed()
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 STARTTLS LOGINDISABLED X-PLAIN");
            await session.OkAsync(await session.CommandAsync());
            await session.UpgradeAsync(_certificate.ServeAsync);
            await session.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN X-SAFE");
        });
        await using var connection = await ConnectAsync(server, Trusting);
        Assert.True(connection.Capabilities.Has("X-SAFE"));
        Assert.False(connection.Capabilities.Has("X-PLAIN"));
        Assert.False(connection.Capabilities.Has("LOGINDISABLED"));
    }

    [Theory]
    [InlineData("* CAPABILITY IMAP4rev1 AUTH=LOGIN\r\n")]
    [InlineData("a2 OK injected\r\n")]
    [InlineData("* OK")]
    [InlineData("x")]
    public async Task Anything_said_with_the_OK_ends_the_connection(string injected)
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 STARTTLS");
            await session.SendAsync($"{(await session.CommandAsync()).Tag} OK begin\r\n{injected}");
            await session.UpgradeAsync(_certificate.ServeAsync);
            await session.UntilClosedAsync();
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server, Trusting));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_apart_and_nothing_secret_is_said()
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 STARTTLS");
            await session.OkAsync(await session.CommandAsync());
            await session.UpgradeAsync(_certificate.ServeAsync);
            await session.UntilClosedAsync();
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server, ImapConnectionOptions.Default));
        Assert.Equal(ConnectFailure.BadCertificate, failure.Failure);
    }

    [Fact]
    public async Task A_server_that_agrees_and_then_speaks_no_TLS_is_told_apart()
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 STARTTLS");
            await session.OkAsync(await session.CommandAsync());
            await session.OctetsAsync(10);
            await session.SayAsync("* OK what?", "* OK what?", "* OK what?");
            await session.UntilClosedAsync();
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server, Trusting));
        Assert.Equal(ConnectFailure.TlsFailed, failure.Failure);
    }

    /// <summary>The cases of the NO STARTTLS study: whatever these servers say before TLS, no user name or password is sent in clear.</summary>
    [Theory]
    [MemberData(nameof(DishonestServers))]
    public async Task A_dishonest_server_gets_no_credentials_in_clear(string file)
    {
        var ron = await File.ReadAllTextAsync(Corpus.PathOf("imap/nostarttls-negotiation/imap/Negotiation/" + file), Ct);
        var heard = new List<string>();
        var safe = false;
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.SayAsync(Greeting(ron));
            while (true)
            {
                var command = await session.CommandAsync();
                if (!safe)
                {
                    heard.Add(command.Text);
                }

                switch (command.Name)
                {
                    case "CAPABILITY" when safe:
                        await session.SayAsync("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR", $"{command.Tag} OK");
                        break;
                    case "CAPABILITY" when !ron.Contains("hide_commands: [\"capability\"", StringComparison.Ordinal):
                        await session.SayAsync("* CAPABILITY " + Words(Field(ron, "caps")), $"{command.Tag} OK");
                        break;
                    case "STARTTLS" when Response().Match(ron) is { Success: true } refusal:
                        await session.SayAsync(refusal.Groups["reply"].Value.Replace("<tag>", command.Tag, StringComparison.Ordinal));
                        break;
                    case "STARTTLS" when !ron.Contains("\"starttls\"]", StringComparison.Ordinal):
                        await session.OkAsync(command);
                        await session.UpgradeAsync(_certificate.ServeAsync);
                        safe = true;
                        break;
                    case "LOGIN" or "AUTHENTICATE" when safe:
                        await session.OkAsync(command, "[CAPABILITY IMAP4rev1] in");
                        break;
                    default:
                        await session.SayAsync($"{command.Tag} BAD unknown");
                        break;
                }
            }
        });
        try
        {
            await using var connection = await ConnectAsync(server, Trusting);
            await connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
            Assert.True(safe);
        }
        catch (ConnectFailedException e)
        {
            Assert.Equal(ConnectFailure.NoStartTls, e.Failure);
        }

        Assert.All(heard, command => Assert.True(command is "CAPABILITY" or "STARTTLS", command));
    }

    private static Task<ImapConnection> ConnectAsync(ScriptedImapServer server, ImapConnectionOptions options) => ImapConnection.ConnectAsync(
        new ServerEndpoint("mail.example.org", 143, TransportSecurity.StartTls), options with { Connector = new Scripted.ToScript(server) }, Ct);

    private static string Greeting(string ron)
    {
        var kind = ron.Contains("kind: PreAuth", StringComparison.Ordinal) ? "PREAUTH" : ron.Contains("kind: Bye", StringComparison.Ordinal) ? "BYE" : "OK";
        var code = GreetingCode().Match(ron) is { Success: true } match ? $"[CAPABILITY {Words(match.Groups["names"].Value)}] " : "";
        return $"* {kind} {code}IMAP server ready.";
    }

    private static string Field(string ron, string name) => Regex.Match(ron, @"\s" + name + @": \[(.*)\]", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    // Imap4Rev1, StartTls, Auth(Plain), Other(CapabilityOther(inner: Atom("IMAP4"))) ...
    private static string Words(string capabilities) => string.Join(' ', Word().Matches(capabilities).Select(match => match.Value switch
    {
        "Imap4Rev1" => "IMAP4rev1",
        "StartTls" => "STARTTLS",
        "LoginDisabled" => "LOGINDISABLED",
        "LoginReferrals" => "LOGIN-REFERRALS",
        "MailboxReferrals" => "MAILBOX-REFERRALS",
        "Auth(Plain)" => "AUTH=PLAIN",
        "Auth(Login)" => "AUTH=LOGIN",
        var other => other.Trim('"'),
    }));

    [GeneratedRegex(@"Auth\(\w+\)|Imap4Rev1|StartTls|LoginDisabled|LoginReferrals|MailboxReferrals|""[^""]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"code: Some\(Capability\(NonEmptyVec\(\[(?<names>.*)\]\)\)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GreetingCode();

    [GeneratedRegex(@"starttls_response: Some\(""(?<reply>[^""]*?)(\\r\\n)?""\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Response();
}
