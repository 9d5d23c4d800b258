using Webmail.Mail.Accounts;
using Webmail.Mail.Actions;
using Webmail.Mail.Folders;
using Webmail.Mail.Messages;
using Webmail.Mail.Reading;
using Webmail.Mail.Relations;
using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Endpoints;

/// <summary>An account whose only living part is its reader.</summary>
internal sealed class TestAccount(IMessageReader reader) : IMailAccount
{
    private Func<ConnectionHealth, Task>? _onHealth;

    public AccountIdentity Identity { get; init; } = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "default", "noor@tidewater.test");

    public IMessageReader Reader { get; } = reader;

    public IFolderDirectory Folders => throw new NotSupportedException();

    public IMessageActions Actions => throw new NotSupportedException();

    public IMessageRelations Relations => Related;

    public Webmail.Mail.Compose.IDraftBox Drafts => throw new NotSupportedException();

    public FakeRelations Related { get; } = new();

    public ConnectionHealth Health { get; private set; } = new(LinkState.Online, DateTimeOffset.UnixEpoch, null);

    public ValueTask<IFolderView> OpenFolderAsync(MailboxName folder, ListOrder order, CancellationToken ct) => throw new NotSupportedException();

    public IDisposable SubscribeHealth(Func<ConnectionHealth, Task> onChange)
    {
        _onHealth = onChange;
        return new Subscription(() => _onHealth = null);
    }

    public Task ComeBackAsync()
    {
        Health = new ConnectionHealth(LinkState.Online, DateTimeOffset.UnixEpoch, null);
        return _onHealth?.Invoke(Health) ?? Task.CompletedTask;
    }

    public ConnectionFacts DescribeConnections() => throw new NotSupportedException();

    public void ReconnectNow()
    {
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
