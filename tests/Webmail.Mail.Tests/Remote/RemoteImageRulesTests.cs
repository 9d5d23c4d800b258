using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Webmail.Data;
using Webmail.Data.Model;
using Webmail.Data.Storage;
using Webmail.Mail.Accounts;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Tests.Trust;
using Webmail.TestKit;
using Webmail.TestKit.Servers;

namespace Webmail.Mail.Tests.Remote;

public sealed class RemoteImageRulesTests(RealServers servers)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Allowed_OneSender_ShowsThatSenderOfThatAccountAlone(DatabaseProvider provider)
    {
        using var folder = new PrivateFolder();
        var contexts = await ContextsAsync(provider, folder);
        var (noor, marcus) = (await AccountAsync(contexts, "noor"), await AccountAsync(contexts, "marcus"));
        var rules = Rules(contexts);
        Assert.Equal(new RemoteImageChoice(false, true, "letter@shop.example"), await rules.DecideAsync(noor, From("Letter@SHOP.example"), authenticates: true, Ct));
        await rules.AllowAsync(noor, "Letter@SHOP.example", Ct);
        await rules.AllowAsync(noor, "letter@shop.example", Ct);

        Assert.True((await rules.DecideAsync(noor, From("letter@shop.example"), authenticates: true, Ct)).Shown);
        Assert.False((await rules.DecideAsync(noor, From("letter@shop.example"), authenticates: false, Ct)).Shown);
        Assert.False((await rules.DecideAsync(noor, From("other@shop.example"), authenticates: true, Ct)).Shown);
        Assert.False((await rules.DecideAsync(marcus, From("letter@shop.example"), authenticates: true, Ct)).Shown);
        Assert.Equal(["letter@shop.example"], await Rules(contexts).ListAsync(noor, Ct));
        Assert.Empty(await rules.ListAsync(marcus, Ct));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Forgotten_Sender_WaitsAgain(DatabaseProvider provider)
    {
        using var folder = new PrivateFolder();
        var contexts = await ContextsAsync(provider, folder);
        var noor = await AccountAsync(contexts, "noor");
        var rules = Rules(contexts);
        foreach (var sender in (string[])["b@shop.example", "a@shop.example"]) await rules.AllowAsync(noor, sender, Ct);
        await rules.ForgetAsync(noor, "B@shop.example", Ct);
        await rules.ForgetAsync(noor, "never@shop.example", Ct);
        Assert.Equal(["a@shop.example"], await rules.ListAsync(noor, Ct));
        Assert.False((await rules.DecideAsync(noor, From("b@shop.example"), authenticates: true, Ct)).Shown);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("@shop.example")]
    [InlineData("letter@")]
    public async Task Allow_NoAddress_KeepsNothing(string address)
    {
        using var folder = new PrivateFolder();
        var contexts = await ContextsAsync(DatabaseProvider.Sqlite, folder);
        var noor = await AccountAsync(contexts, "noor");
        var rules = Rules(contexts);
        await rules.AllowAsync(noor, address, Ct);
        Assert.Empty(await rules.ListAsync(noor, Ct));
    }

    private static OpenedMessage From(string address) => TrustReaderTests.Message($"From: {address}");

    private static RemoteImageRules Rules(IDbContextFactory<WebmailDbContext> contexts) => new(contexts, new TenantDirectory(Options.Create(new TenantsOptions())), new ManualTime(Noon));

    private async Task<IDbContextFactory<WebmailDbContext>> ContextsAsync(DatabaseProvider provider, PrivateFolder folder)
    {
        var connection = provider == DatabaseProvider.Postgres
            ? await (await servers.PostgresAsync(Ct)).NewDatabaseAsync(Ct)
            : $"Data Source={folder.PathOf("data/webmail.db")};Pooling=False";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Webmail:Database:Provider", provider.ToString()), new("Webmail:Database:ConnectionString", connection)]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(TimeProvider.System);
        services.AddWebmailData();
        // Lives as long as the test: contexts are made from it, and it holds no connection.
        var provided = services.BuildServiceProvider();
        await provided.GetRequiredService<DatabasePreparation>().PrepareAsync(Ct);
        return provided.GetRequiredService<IDbContextFactory<WebmailDbContext>>();
    }

    private static async Task<AccountIdentity> AccountAsync(IDbContextFactory<WebmailDbContext> contexts, string name)
    {
        var user = new WebmailUser { Id = Guid.NewGuid(), TenantId = "tidewater", UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = Noon, SecurityStamp = "stamp" };
        var account = new AccountRecord
        {
            Id = Guid.NewGuid(), UserId = user.Id, TenantId = user.TenantId, ServerKey = "", LoginKey = name, LoginName = name, Address = name + "@tidewater.test", CreatedAt = Noon, LastSignInAt = Noon,
        };
        await using var db = await contexts.CreateDbContextAsync(Ct);
        db.Add(user);
        db.Add(account);
        await db.SaveChangesAsync(Ct);
        return new AccountIdentity(user.Id, account.Id, Guid.NewGuid(), user.TenantId, account.Address);
    }
}
