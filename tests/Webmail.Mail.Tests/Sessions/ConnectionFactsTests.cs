using Webmail.Mail.Sessions;
using Webmail.Protocols.Net;
using Webmail.TestKit;

namespace Webmail.Mail.Tests.Sessions;

public sealed class ConnectionFactsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_notify_the_folders_are_asked_and_a_server_that_cannot_compress_is_told_so()
    {
        await using var scripted = new ScriptedAccount("IMAP4rev1 IDLE", _ => []);
        using var watching = scripted.Account.Folders.Subscribe(_ => Task.CompletedTask);
        await using var lease = await scripted.Account.Pool.RentAnyAsync(Ct);

        await Eventually.TrueAsync(() => scripted.Account.DescribeConnections().Watch != FolderWatch.Unknown, "it watches", Ct);
        var facts = scripted.Account.DescribeConnections();

        Assert.Equal((FolderWatch.Asked, LineCompression.NotOffered), (facts.Watch, facts.Compression));
        Assert.Equal(("127.0.0.1", TransportSecurity.Plain), (facts.Server.Host, facts.Server.Security));
        Assert.Null(facts.Allowed);
        Assert.InRange(facts.Open, 1, 2);
    }

    [Fact]
    public async Task A_server_with_notify_tells_of_all_folders()
    {
        await using var scripted = new ScriptedAccount("IMAP4rev1 IDLE NOTIFY", _ => []);
        using var watching = scripted.Account.Folders.Subscribe(_ => Task.CompletedTask);

        await Eventually.TrueAsync(() => scripted.Account.DescribeConnections().Watch == FolderWatch.Told, "it is told", Ct);

        Assert.Contains(scripted.Said, said => said.StartsWith("NOTIFY SET", StringComparison.Ordinal));
    }
}
