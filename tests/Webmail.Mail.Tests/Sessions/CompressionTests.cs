using Webmail.Mail.Sessions;
using Webmail.Protocols.Imap;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Faults;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Sessions;

public sealed class CompressionTests(RealServers servers) : IAsyncLifetime
{
    private DovecotServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await servers.DovecotAsync(Ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_far_server_s_list_comes_compressed()
    {
        await using var far = new FaultProxy(_server.Ports.Imaps, () => new ConnectionFaults { Latency = TimeSpan.FromMilliseconds(8) });
        await using var fixture = new AccountFixture(_server, _server.NewUser(), port: far.Port);
        await fixture.DeliverAsync(3, Ct);

        await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var inbox = await fixture.InboxAsync(Ct);

        Assert.True(lease.Connection.IsCompressed);
        Assert.Equal(LineCompression.Used, fixture.Account.DescribeConnections().Compression);
        Assert.Equal(3, (await inbox.GetWindowAsync(0, 10, Ct)).Rows.Count);
    }

    [Fact]
    public async Task A_server_nearby_is_not_asked_to_compress()
    {
        await using var fixture = new AccountFixture(_server, _server.NewUser(), new SessionLimits { CompressFrom = TimeSpan.FromSeconds(30) });

        await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);

        Assert.False(lease.Connection.IsCompressed);
    }

    [Theory]
    [InlineData(CompressionUse.Always, true)]
    [InlineData(CompressionUse.Never, false)]
    public async Task It_can_be_set(CompressionUse use, bool compressed)
    {
        await using var fixture = new AccountFixture(_server, _server.NewUser(), new SessionLimits { Compression = use, CompressFrom = TimeSpan.Zero });

        await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);

        Assert.Equal(compressed, lease.Connection.IsCompressed);
    }

    [Fact]
    public async Task A_server_that_announces_it_and_refuses_is_worked_with_all_the_same()
    {
        // The word without the plugin: the command is unknown there.
        await using var server = await RealServers.OwnDovecotAsync(
            new DovecotOptions { ExtraConfiguration = "protocol imap {\n  mail_plugins = acl quota imap_acl imap_quota\n}\nimap_capability = +COMPRESS=DEFLATE" }, Ct);
        await using var fixture = new AccountFixture(server, server.NewUser(), new SessionLimits { Compression = CompressionUse.Always });
        await fixture.DeliverAsync(2, Ct);

        await using var lease = await fixture.Account.Pool.RentAsync(MailboxName.Inbox, LeaseUse.Shared, Ct);
        await using var inbox = await fixture.InboxAsync(Ct);

        Assert.True(lease.Connection.Capabilities.Has("COMPRESS=DEFLATE"));
        Assert.False(lease.Connection.IsCompressed);
        Assert.Equal(2, (await inbox.GetWindowAsync(0, 10, Ct)).Rows.Count);
    }
}
