using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Imap.Commands;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;

namespace Webmail.Protocols.Tests.Imap.RealServers;

/// <summary>What the tests against a real Dovecot share: a user of their own, signed in.</summary>
public abstract class DovecotTest(TestKit.Servers.RealServers servers) : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected DovecotServer Server { get; private set; } = null!;

    protected string User { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await servers.DovecotAsync(Ct);
        User = Server.NewUser();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected ServerEndpoint Endpoint(TransportSecurity security = TransportSecurity.Plain) =>
        new("127.0.0.1", security == TransportSecurity.Tls ? Server.Ports.Imaps : Server.Ports.Imap, security);

    protected async Task<ImapConnection> SignedInAsync(ImapConnectionOptions? options = null)
    {
        var connection = await ImapConnection.ConnectAsync(Endpoint(), options ?? ImapConnectionOptions.Default, Ct);
        await connection.SignInAsync(ImapCredentials.Password(User, Server.Password), Ct);
        return connection;
    }

    protected async Task<ImapConnection> SelectedAsync(params string[] subjects)
    {
        var connection = await SignedInAsync();
        foreach (var subject in subjects)
        {
            await AppendAsync(connection, Message(subject));
        }

        await connection.SelectAsync(MailboxName.Inbox, ct: Ct);
        Assert.IsType<MailboxSelectedEvent>(await connection.Events.ReadAsync(Ct));
        return connection;
    }

    protected static Task<AppendResult> AppendAsync(ImapConnection connection, string message) => AppendAsync(connection, Encoding.UTF8.GetBytes(message));

    protected static Task<AppendResult> AppendAsync(ImapConnection connection, byte[] message) =>
        connection.AppendAsync(MailboxName.Inbox, new MemoryStream(message), message.Length, FlagSet.Empty, date: null, Ct);

    protected static string Message(string subject, string body = "Hello.\r\n") =>
        $"From: Ann <ann@example.org>\r\nTo: bob@example.org\r\nSubject: {subject}\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\n" +
        $"Message-ID: <{subject.Length}.{body.Length}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}";

    protected static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var item in source.WithCancellation(Ct))
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>Trusts the server's own authority.</summary>
    protected RemoteCertificateValidationCallback Trusts()
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(Server.AuthorityFile);
        return (_, certificate, _, errors) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None && chain.Build((X509Certificate2)certificate!);
        };
    }
}
