using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Webmail.Mail.Accounts;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Sessions;
using Webmail.Mail.Tracing;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;
using Webmail.TestKit.Dovecot;

namespace Webmail.Mail.Tests.Sessions;

/// <summary>An account on a real Dovecot, with everything the product puts around it but the web.</summary>
internal sealed class AccountFixture : IAsyncDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ProvenConnections _proven = new(TimeProvider.System);

    public AccountFixture(DovecotServer server, string user, SessionLimits? limits = null, string host = "localhost", int? port = null)
    {
        Server = server;
        User = user;
        Limits = limits ?? new SessionLimits();
        var services = new SessionServices(
            Limits, new ConnectionBudget(Limits), new SessionMetrics(_provider.GetRequiredService<IMeterFactory>()), TimeProvider.System, new Random(1), pool => new MessageReader(pool), NullLogger.Instance, Traces);
        var login = new AccountLogin(
            new ServerEndpoint(host, port ?? server.Ports.Imaps, TransportSecurity.Tls), user, new Secret(server.Password), server.AuthorityFile, AllowPrivate: true);
        Account = new MailAccount(
            new AccountIdentity(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "test", user), login,
            new ImapDialer(_ => TcpConnector.Instance, _proven, TimeProvider.System, Limits), services);
    }

    public DovecotServer Server { get; }

    public string User { get; }

    public SessionLimits Limits { get; }

    public MailAccount Account { get; }

    public WireTraces Traces { get; } = new(TimeProvider.System, NullLogger<WireTraces>.Instance);

    /// <summary>Makes the meters of this account's sessions, and of no other's.</summary>
    public IMeterFactory Meters => _provider.GetRequiredService<IMeterFactory>();

    public ValueTask<IFolderView> InboxAsync(CancellationToken ct) => Account.OpenFolderAsync(MailboxName.Inbox, ListOrder.NewestFirst, ct);

    public Task DeliverAsync(string subject, CancellationToken ct) => Server.DeliverAsync(User, Message(subject), ct);

    public async Task DeliverAsync(int count, CancellationToken ct)
    {
        for (var i = 1; i <= count; i++) await DeliverAsync("Message " + i, ct);
    }

    public static byte[] Message(string subject) => Encoding.UTF8.GetBytes(
        $"From: Ines Okafor <ines@tidewater.test>\r\nTo: noor@tidewater.test\r\nSubject: {subject}\r\nDate: Tue, 24 Nov 2026 10:42:00 +0000\r\n"
        + $"Message-ID: <{Guid.NewGuid():N}@tidewater.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe text of {subject}.\r\n");

    public async ValueTask DisposeAsync()
    {
        await Account.DisposeAsync();
        Traces.Dispose();
        await _proven.DisposeAsync();
        await _provider.DisposeAsync();
    }
}
