using Webmail.Mail;
using Webmail.Mail.Accounts;
using Webmail.Mail.Actions;
using Webmail.Mail.Folders;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Protocols.Net;

namespace Webmail.Web.Tests.Fakes;

public sealed class FakeAccount : IMailAccount
{
    private readonly Dictionary<string, FakeFolderView> _views = [];
    private readonly List<Func<ConnectionHealth, Task>> _listeners = [];

    public AccountIdentity Identity { get; } = new(Guid.NewGuid(), new Guid("1a2b3c4d-0000-0000-0000-000000000001"), Guid.NewGuid(), "default", "noor@tidewater.test");

    public FakeFolders Tree { get; init; } = new(FakeFolders.Usual());

    public FakeActions Acts { get; } = new();

    public FakeReader Mail { get; } = new();

    public IFolderDirectory Folders => Tree;

    public IMessageReader Reader => Mail;

    public IMessageActions Actions => Acts;

    public IMessageRelations Relations { get; } = new FakeRelations();

    public Webmail.Mail.Compose.IDraftBox Drafts => throw new NotSupportedException();

    public ConnectionHealth Health { get; private set; } = new(LinkState.Online, DateTimeOffset.UnixEpoch, null);

    public MailUnavailableException? Failure { get; set; }

    /// <summary>What opening a folder waits for; done by default.</summary>
    public Task Opened { get; set; } = Task.CompletedTask;

    public int Reconnects { get; private set; }

    public ConnectionFacts Facts { get; set; } = new(new ServerEndpoint("imap.tidewater.test", 993, TransportSecurity.Tls), 2, null, FolderWatch.Told, LineCompression.NotUsed);

    public ConnectionFacts DescribeConnections() => Facts;

    public FakeFolderView Inbox => View("INBOX");

    public FakeFolderView View(string folder, int total = 300) =>
        _views.TryGetValue(folder, out var view) ? view : _views[folder] = new FakeFolderView(MailboxName.Create(folder), total, FakeRows.NewestAt((uint)total));

    public async ValueTask<IFolderView> OpenFolderAsync(MailboxName folder, ListOrder order, CancellationToken ct)
    {
        await Opened.WaitAsync(ct);
        return Failure is null ? View(folder.Value) : throw Failure;
    }

    public IDisposable SubscribeHealth(Func<ConnectionHealth, Task> onChange)
    {
        _listeners.Add(onChange);
        return new Unsubscribe(() => _listeners.Remove(onChange));
    }

    public Task ChangeHealthAsync(ConnectionHealth health)
    {
        Health = health;
        return Task.WhenAll(_listeners.ToArray().Select(listener => listener(health)));
    }

    public void ReconnectNow() => Reconnects++;

    private sealed class Unsubscribe(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
