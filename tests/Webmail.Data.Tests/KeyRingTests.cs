using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Data.Storage;
using Webmail.TestKit.Servers;

namespace Webmail.Data.Tests;

public sealed class KeyRingTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Elements_come_back_in_their_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var ring = new DatabaseKeyRing(database.Contexts);
        ring.StoreElement(XElement.Parse("<key id=\"1\">a &amp; b</key>"), "first");
        ring.StoreElement(XElement.Parse("<revocation/>"), "second");
        Assert.Equal(["key", "revocation"], ring.GetAllElements().Select(element => element.Name.LocalName));
        Assert.Equal("a & b", ring.GetAllElements().First().Value);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_one_process_protects_another_reads(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        using var first = Process(database);
        using var second = Process(database);
        var text = first.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("kept");
        Assert.Equal("kept", second.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(text));
    }

    private static ServiceProvider Process(TestDatabase database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection().SetApplicationName("webmail");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new DatabaseKeyRing(database.Contexts));
        return services.BuildServiceProvider();
    }
}
