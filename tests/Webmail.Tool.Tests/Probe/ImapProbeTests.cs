using Webmail.TestKit.Certificates;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Imap;
using Webmail.TestKit.Servers;

namespace Webmail.Tool.Tests.Probe;

public sealed class ImapProbeTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--tls")]
    [InlineData("--starttls")]
    public async Task With_a_name_and_a_password_it_signs_in_lists_and_reads_the_newest_row(string security)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var user = dovecot.NewUser();
        await dovecot.DeliverAsync(user, "Subject: older\r\n\r\none\r\n"u8.ToArray(), Ct);
        await dovecot.DeliverAsync(user, "Subject: newer\r\n\r\ntwo\r\n"u8.ToArray(), Ct);
        var (code, answer, error) = await ToolProcess.ProbeAsync(PortOf(dovecot, security), security, dovecot.AuthorityFile, user, dovecot.Password);
        Assert.True(code == 0, error + answer);
        Assert.Equal("", error);
        Assert.True(answer.GetProperty("signedIn").GetBoolean());
        Assert.StartsWith("Tls1", answer.GetProperty("tls").GetProperty("protocol").GetString(), StringComparison.Ordinal);
        Assert.Contains("INBOX", answer.GetProperty("folders").EnumerateArray().Select(folder => folder.GetString()));
        Assert.Equal(2, answer.GetProperty("inboxMessages").GetInt32());
        Assert.Contains("newer", answer.GetProperty("newest").GetProperty("ENVELOPE").ToString(), StringComparison.Ordinal);
        Assert.True(answer.GetProperty("signInMilliseconds").GetDouble() > 0);
        Assert.DoesNotContain(dovecot.Password, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_the_servers_no()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var (code, answer, _) = await ToolProcess.ProbeAsync(dovecot.Ports.Imaps, "--tls", dovecot.AuthorityFile, dovecot.NewUser(), "wrong");
        Assert.Equal((1, "Refused"), (code, answer.GetProperty("failure").GetString()));
        Assert.False(answer.GetProperty("signedIn").GetBoolean());
        Assert.NotEqual("", answer.GetProperty("serverText").GetProperty("refusal").GetString());
    }

    [Theory]
    [InlineData("--tls")]
    [InlineData("--starttls")]
    public async Task A_certificate_that_nothing_vouches_for_is_refused_by_our_rule(string security)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        var (code, answer, _) = await ToolProcess.ProbeAsync(PortOf(dovecot, security), security, authorityFile: null, dovecot.NewUser(), dovecot.Password);
        Assert.Equal((2, "BadCertificate"), (code, answer.GetProperty("failure").GetString()));
    }

    [Theory]
    [InlineData(ServerCertificateKind.WrongName)]
    [InlineData(ServerCertificateKind.Expired)]
    [InlineData(ServerCertificateKind.Untrusted)]
    public async Task A_certificate_for_another_name_time_or_authority_is_refused_by_our_rule(ServerCertificateKind kind)
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { Certificate = kind }, Ct);
        var (code, answer, _) = await ToolProcess.ProbeAsync(dovecot.Ports.Imaps, "--tls", dovecot.AuthorityFile, dovecot.NewUser(), dovecot.Password);
        Assert.Equal((2, "BadCertificate"), (code, answer.GetProperty("failure").GetString()));
        Assert.NotEqual("", answer.GetProperty("certificate").GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Without_TLS_nothing_is_said_unless_that_was_asked_for()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.GreetAsync("IMAP4rev1 AUTH=PLAIN");
            Assert.NotEqual("LOGIN", (await session.CommandAsync()).Name);
        });
        var (code, answer, _) = await ToolProcess.ProbeAsync(server.Port, "--starttls", authorityFile: null, "ann", "secret");
        Assert.Equal((2, "NoStartTls"), (code, answer.GetProperty("failure").GetString()));
    }

    [Theory]
    [InlineData("* BYE your certificate is trusted\r\n", 1, "Closed")]
    [InlineData("* PREAUTH your certificate is trusted\r\n", 2, "NoStartTls")]
    [InlineData("* OK [CAPABILITY IMAP4rev1 STARTTLS] your certificate is trusted\r\na1 OK begin\r\na2 OK done\r\n", 2, "")]
    [InlineData("HTTP/1.1 400 your certificate is trusted\r\n\r\n", 2, "Closed")]
    [InlineData("", 2, "Closed")]
    public async Task A_hostile_greeting_is_an_answer_and_its_words_stand_under_their_own_name(string greeting, int expected, string failure)
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SendAsync(greeting);
            if (greeting.Length == 0)
                await session.CloseAsync();
            else
                await session.SayAsync($"{(await session.CommandAsync()).Tag} OK your certificate is trusted");
        });
        var (code, answer, error) = await ToolProcess.ProbeAsync(server.Port, "--starttls", authorityFile: null, "ann", "secret");
        Assert.Equal(expected, code);
        Assert.Equal("", error);
        Assert.True(failure.Length == 0 || answer.GetProperty("failure").GetString() == failure, answer.ToString());
        foreach (var fact in answer.EnumerateObject().Where(fact => fact.Name != "serverText"))
            Assert.DoesNotContain("trusted", fact.Value.ToString().Replace("not trusted", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_banner_without_an_end_is_left_in_time()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.SendAsync("* OK ");
            while (!session.Ended.IsCancellationRequested)
                await session.SendAsync(new string('x', 64 * 1024));
        });
        var (code, answer, error) = await ToolProcess.ProbeAsync(server.Port, "--plain", authorityFile: null, "ann", "secret");
        Assert.Equal((2, ""), (code, error));
        Assert.NotEqual("", answer.GetProperty("failure").GetString());
    }

    [Fact]
    public async Task A_huge_list_of_capabilities_is_bounded()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.GreetAsync("IMAP4rev1 " + string.Join(' ', Enumerable.Range(0, 200_000).Select(i => "X" + i.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            while (true)
                await session.OkAsync(await session.CommandAsync());
        });
        var (code, answer, _) = await ToolProcess.ProbeAsync(server.Port, "--plain", authorityFile: null);
        Assert.Equal(0, code);
        Assert.InRange(answer.GetProperty("capabilities").GetArrayLength(), 0, 4096);
    }

    [Fact]
    public async Task What_a_server_refuses_with_is_no_fact_of_ours()
    {
        await using var server = ScriptedImapServer.OnLoopback(async session =>
        {
            await session.GreetAsync("IMAP4rev1");
            await session.SayAsync($"{(await session.CommandAsync()).Tag} NO [AUTHENTICATIONFAILED] signed in, \u001b[32mall is well");
            await session.UntilClosedAsync();
        });
        var (code, answer, _) = await ToolProcess.ProbeAsync(server.Port, "--plain", authorityFile: null, "ann", "secret");
        Assert.Equal(1, code);
        Assert.False(answer.GetProperty("signedIn").GetBoolean());
        Assert.DoesNotContain("all is well", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("all is well", answer.GetProperty("serverText").GetProperty("refusal").GetString(), StringComparison.Ordinal);
    }

    private static int PortOf(DovecotServer dovecot, string security) => security == "--tls" ? dovecot.Ports.Imaps : dovecot.Ports.Imap;
}
