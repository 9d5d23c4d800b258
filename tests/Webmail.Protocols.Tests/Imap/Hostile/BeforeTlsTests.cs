using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>The rest of the class of the NO STARTTLS study: what is said before TLS is not believed, not shown, and not answered with anything of worth.</summary>
public sealed class BeforeTlsTests : IDisposable
{
    private readonly ServerCertificate _certificate = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData("* OK [ALERT] Your password has expired, call 555")]
    [InlineData("* LIST () \"/\" evil")]
    [InlineData("* 99 EXISTS")]
    [InlineData("* STATUS evil (MESSAGES 1)")]
    [InlineData("* 1 FETCH (UID 1 RFC822.SIZE 5)")]
    [InlineData("* OK [CAPABILITY IMAP4rev1 X-EVIL] hello")]
    [InlineData("* BYE [ALERT] bad news")]
    [InlineData("* FLAGS (\\Seen)")]
    [InlineData("* PREAUTH signed in")]
    public async Task What_is_said_before_TLS_is_no_event_and_no_feature_after_it(string line)
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 STARTTLS");
            var command = await session.CommandAsync();
            await session.SayAsync(line);
            await session.OkAsync(command);
            await session.UpgradeAsync(_certificate.ServeAsync);
            await session.AnswerAsync("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR");
            await session.AnswerAsync("AUTHENTICATE", "* CAPABILITY IMAP4rev1");
        });
        await using var connection = await ConnectAsync(server);
        Assert.False(connection.Events.TryRead(out var said), said?.ToString());
        Assert.Equal(ImapConnectionState.NotAuthenticated, connection.State);
        Assert.False(connection.Capabilities.Has("X-EVIL"));
        Assert.Null(connection.Selected);
        await connection.SignInAsync(ImapCredentials.Password("ann", "secret"), Ct);
        Assert.Equal(ImapConnectionState.Authenticated, connection.State);
    }

    [Theory]
    [InlineData("* BYE Your password has expired, call 555")]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1] Your password has expired, call 555")]
    [InlineData("* OK [CAPABILITY IMAP4rev1] Your password has expired, call 555")]
    [InlineData("* OK [ALERT] Your password has expired, call 555")]
    public async Task What_a_server_says_in_clear_is_in_no_message_of_ours(string greeting)
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.SayAsync(greeting);
            while (true)
            {
                await session.SayAsync($"{(await session.CommandAsync()).Tag} NO call 555");
            }
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server));
        Assert.DoesNotContain("555", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a1 OK begin\r\n")]
    [InlineData("a1 OK begin\r\na2 OK [CAPABILITY X-EVIL] done\r\na3 OK [CAPABILITY X-EVIL] done\r\n")]
    [InlineData("a1 NO later\r\n")]
    [InlineData("* BYE\r\na1 OK begin\r\n")]
    public async Task An_answer_given_before_the_question_is_no_way_in(string injected)
    {
        var heard = new List<string>();
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.SendAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n" + injected);
            heard.Add((await session.CommandAsync()).Text);
            await session.SayAsync("a1 OK begin");
            heard.Add(await session.LineAsync());
        });
        await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server));
        Assert.All(heard, line => Assert.True(line == "STARTTLS" || line.StartsWith('\u0016'), line));
    }

    [Fact]
    public async Task A_server_that_wants_to_talk_about_STARTTLS_is_left()
    {
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.GreetAsync("IMAP4rev1 STARTTLS");
            await session.CommandAsync();
            await session.SayAsync("+ your password please");
            await session.LineAsync();
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
    }

    [Fact]
    public async Task A_server_that_greets_as_signed_in_hears_nothing()
    {
        var heard = 0;
        await using var server = ScriptedImapServer.InMemory(async session =>
        {
            await session.SayAsync("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome ann");
            await session.LineAsync();
            heard++;
        });
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(server));
        Assert.Equal(ConnectFailure.NoStartTls, failure.Failure);
        Assert.Equal(0, heard);
    }

    private Task<ImapConnection> ConnectAsync(ScriptedImapServer server) => ImapConnection.ConnectAsync(
        new ServerEndpoint("mail.example.org", 143, TransportSecurity.StartTls),
        new ImapConnectionOptions { Certificates = _certificate.IsTrusted, Connector = new Scripted.ToScript(server) },
        Ct);
}
