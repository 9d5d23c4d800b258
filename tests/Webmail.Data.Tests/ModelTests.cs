using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Webmail.Data.Model;
using Webmail.TestKit.Servers;

namespace Webmail.Data.Tests;

/// <summary>The same facts on both databases.</summary>
public sealed class ModelTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task An_account_comes_back_as_it_was_written(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        var account = Rows.Account(user, server: "imap.example.com:993");
        account.Imap = new StoredEndpoint { Host = "imap.example.com", Port = 993, Security = "Tls" };
        await SaveAsync(database, user, account);

        await using var db = database.Contexts.CreateDbContext();
        var read = await db.Accounts.SingleAsync(Ct);
        Assert.Equivalent(account, read);
        Assert.Null(read.Smtp);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task One_login_on_one_server_is_one_account(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        await SaveAsync(database, user, Rows.Account(user));
        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(database, Rows.Account(user)));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_same_login_on_another_server_is_another_account(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        await SaveAsync(database, user, Rows.Account(user), Rows.Account(user, server: "imap.elsewhere.test:993"));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(2, await db.Accounts.CountAsync(Ct));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Two_tenants_may_have_a_user_of_one_name_but_one_tenant_may_not(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        await SaveAsync(database, Rows.User(tenant: "tidewater"), Rows.User(tenant: "quayside"));
        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(database, Rows.User(tenant: "quayside")));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Times_compare_in_the_database(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        var account = Rows.Account(user);
        var early = Rows.Session(account, Rows.Noon.AddMilliseconds(1));
        var late = Rows.Session(account, Rows.Noon.AddMilliseconds(3));
        await SaveAsync(database, user, account, early, late);

        await using var db = database.Contexts.CreateDbContext();
        var limit = Rows.Noon.AddMilliseconds(2);
        Assert.Equal(early.Id, await db.Sessions.Where(s => s.ExpiresAt < limit).Select(s => s.Id).SingleAsync(Ct));
        Assert.Equal([late.Id, early.Id], await db.Sessions.OrderByDescending(s => s.ExpiresAt).Select(s => s.Id).ToListAsync(Ct));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Removing_a_user_leaves_nothing_of_them(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        var account = Rows.Account(user);
        var session = Rows.Session(account);
        await SaveAsync(
            database, user, account, session,
            new SealedPassword { AccountId = account.Id, SessionId = session.Id, Sealed = [1, 2, 3] },
            new UserPreference { UserId = user.Id, Key = "view", Value = "{}" });

        await using (var db = database.Contexts.CreateDbContext())
            await db.Users.Where(u => u.Id == user.Id).ExecuteDeleteAsync(Ct);

        await using var read = database.Contexts.CreateDbContext();
        Assert.False(await read.Accounts.AnyAsync(Ct));
        Assert.False(await read.Sessions.AnyAsync(Ct));
        Assert.False(await read.SealedPasswords.AnyAsync(Ct));
        Assert.False(await read.UserPreferences.AnyAsync(Ct));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_session_needs_its_account(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        await SaveAsync(database, user);
        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(database, Rows.Session(Rows.Account(user))));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Passkeys_have_their_table(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        var user = Rows.User();
        await SaveAsync(database, user, new IdentityUserPasskey<Guid>
        {
            CredentialId = [1, 2], UserId = user.Id,
            Data = new IdentityPasskeyData { PublicKey = [3], AttestationObject = [4], ClientDataJson = [5], Name = "Phone" },
        });
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal("Phone", (await db.Set<IdentityUserPasskey<Guid>>().SingleAsync(Ct)).Data.Name);
    }

    private static async Task SaveAsync(TestDatabase database, params object[] rows)
    {
        await using var db = database.Contexts.CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(Ct);
    }
}
