using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Tests.Postgres;

public sealed class PostgresServerTests(RealServers servers)
{
    [Fact]
    public async Task NewDatabaseAsync_Twice_GivesTwoDatabases()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var postgres = await servers.PostgresAsync(ct);
        string first = await postgres.NewDatabaseAsync(ct);
        string second = await postgres.NewDatabaseAsync(ct);
        Assert.NotEqual(first, second);
    }
}
