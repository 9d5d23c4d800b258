using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Webmail.TestKit.Certificates;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Tests.Dovecot;

public sealed class DovecotServerTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivered_message_is_in_the_inbox()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        string user = dovecot.NewUser();
        await dovecot.DeliverAsync(user, "Subject: hello\n\n.dot\n"u8.ToArray(), Ct);
        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, user, dovecot.Password, Ct);
        Assert.Contains("* 1 EXISTS", await imap.AskAsync("SELECT INBOX", Ct));
        Assert.Contains(".dot", await imap.AskAsync("FETCH 1 BODY[TEXT]", Ct));
    }

    [Theory]
    [InlineData("NOTIFY")]
    [InlineData("QRESYNC")]
    [InlineData("METADATA")]
    [InlineData("COMPRESS=DEFLATE")]
    [InlineData("URLAUTH")]
    [InlineData("CATENATE")]
    [InlineData("ACL")]
    [InlineData("QUOTA")]
    public async Task The_default_server_announces(string capability)
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, dovecot.NewUser(), dovecot.Password, Ct);
        var answer = await imap.AskAsync("CAPABILITY", Ct);
        Assert.Contains(capability, answer[0].Split(' '));
    }

    [Fact]
    public async Task Special_use_mailboxes_exist()
    {
        var dovecot = await servers.DovecotAsync(Ct);
        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, dovecot.NewUser(), dovecot.Password, Ct);
        var answer = await imap.AskAsync("LIST (SPECIAL-USE) \"\" *", Ct);
        Assert.Equal(6, answer.Count);
    }

    [Fact]
    public async Task Capabilities_can_be_left_out()
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { WithoutCapabilities = ["NOTIFY", "QRESYNC"] }, Ct);
        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, dovecot.NewUser(), dovecot.Password, Ct);
        string[] words = (await imap.AskAsync("CAPABILITY", Ct))[0].Split(' ');
        Assert.DoesNotContain("NOTIFY", words);
        Assert.DoesNotContain("QRESYNC", words);
        Assert.Contains("CONDSTORE", words);
    }

    [Fact]
    public async Task Killed_and_started_again_it_keeps_port_and_mail()
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions(), Ct);
        string user = dovecot.NewUser();
        int port = dovecot.Ports.Imap;
        await dovecot.DeliverAsync(user, "Subject: before\n\nx\n"u8.ToArray(), Ct);
        await using var cut = await PlainImapClient.SignInAsync(port, user, dovecot.Password, Ct);

        await dovecot.KillAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => cut.AskAsync("NOOP", Ct));
        Assert.False(await LoopbackPorts.IsOpenAsync(port, Ct));

        await dovecot.StartAsync(Ct);
        await using var imap = await PlainImapClient.SignInAsync(port, user, dovecot.Password, Ct);
        Assert.Contains("* 1 EXISTS", await imap.AskAsync("SELECT INBOX", Ct));
    }

    [Fact]
    public async Task Only_listed_users_sign_in()
    {
        var users = new Dictionary<string, string>(StringComparer.Ordinal) { ["noor@tidewater.test"] = "tide" };
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { Users = users }, Ct);
        await using var known = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, "noor@tidewater.test", "tide", Ct);
        await using var stranger = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, "x@tidewater.test", "tide", Ct);
        Assert.Contains(" OK ", (await known.AskAsync("SELECT INBOX", Ct))[^1], StringComparison.Ordinal);
        Assert.Contains(" BAD ", (await stranger.AskAsync("SELECT INBOX", Ct))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServerCertificateKind.Trusted, SslPolicyErrors.None)]
    [InlineData(ServerCertificateKind.Untrusted, SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData(ServerCertificateKind.WrongName, SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData(ServerCertificateKind.Expired, SslPolicyErrors.RemoteCertificateChainErrors)]
    public async Task Certificate_is_what_was_asked_for(ServerCertificateKind kind, SslPolicyErrors expected)
    {
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { Certificate = kind }, Ct);
        using var client = new TcpClient("127.0.0.1", dovecot.Ports.Imaps);
        SslPolicyErrors? seen = null;
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, errors) => (seen = errors) is not null);
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(dovecot.AuthorityFile));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = trust }, Ct);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task Disposing_removes_the_folder()
    {
        var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions(), Ct);
        string root = dovecot.Root;
        await dovecot.DisposeAsync();
        Assert.False(Directory.Exists(root));
    }
}
