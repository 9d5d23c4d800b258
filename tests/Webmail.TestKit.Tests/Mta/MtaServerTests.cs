using System.Net;
using System.Net.Sockets;
using System.Text;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Tests.Mta;

public sealed class MtaServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_submitted_to_Dovecot_goes_through_the_relay_into_the_mailbox()
    {
        var ports = DovecotPorts.Free();
        await using var mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = ports.Lmtp }, Ct);
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { Ports = ports, RelayPort = mta.Ports.Relay }, Ct);
        await SubmitAsync(dovecot.Ports.Submission, "marcus@tidewater.test", "noor@tidewater.test");
        await InboxHasAsync(dovecot, "noor@tidewater.test", "Subject: sent");
    }

    [Fact]
    public async Task A_message_to_an_unknown_domain_comes_back()
    {
        var ports = DovecotPorts.Free();
        await using var mta = await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = ports.Lmtp }, Ct);
        await using var dovecot = await RealServers.OwnDovecotAsync(new DovecotOptions { Ports = ports }, Ct);
        await SubmitAsync(mta.Ports.Submission, "marcus@tidewater.test", "someone@nowhere.test");
        await InboxHasAsync(dovecot, "marcus@tidewater.test", "Subject: Mail delivery failed: returning message to sender");
    }

    private static async Task InboxHasAsync(DovecotServer dovecot, string user, string header)
    {
        await using var imap = await PlainImapClient.SignInAsync(dovecot.Ports.Imap, user, dovecot.Password, Ct);
        await imap.AskAsync("SELECT INBOX", Ct);
        await Eventually.TrueAsync(
            async ct => (await imap.AskAsync("NOOP", ct)).Count > 1 || (await imap.AskAsync("FETCH 1 BODY[HEADER]", ct)).Count > 1, "delivery", Ct);
        Assert.Contains(header, await imap.AskAsync("FETCH 1 BODY[HEADER]", Ct));
    }

    private static async Task SubmitAsync(int port, string from, string to)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Ct);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{from}\0secret"));
        await ReplyAsync();
        foreach (string line in (string[])["EHLO test", $"AUTH PLAIN {credentials}", $"MAIL FROM:<{from}>", $"RCPT TO:<{to}>", "DATA", "Subject: sent\r\n\r\nx\r\n.", "QUIT"])
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), Ct);
            Assert.StartsWith(line == "DATA" ? "3" : "2", await ReplyAsync(), StringComparison.Ordinal);
        }

        async Task<string> ReplyAsync()
        {
            string? line;
            do line = await reader.ReadLineAsync(Ct);
            while (line is { Length: > 3 } && line[3] == '-');
            return line ?? "";
        }
    }
}
