using Microsoft.EntityFrameworkCore;
using Webmail.Data.Storage;
using Webmail.TestKit.Servers;

namespace Webmail.Data.Tests;

public sealed class MigrationTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Model_and_migrations_agree(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider, servers, Ct);
        await using var db = database.Contexts.CreateDbContext();
        Assert.False(db.Database.HasPendingModelChanges(), "the model changed: write a migration for both databases (src/Webmail.Data/README.md)");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Every_migration_is_applied_and_a_second_start_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, servers, Ct);
        await new DatabasePreparation(database.Contexts).PrepareAsync(Ct);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(Ct));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Four_processes_that_start_at_once_prepare_one_database(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider, servers, Ct);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new DatabasePreparation(database.Contexts).PrepareAsync(Ct), Ct)));
        await using var db = database.Contexts.CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }
}
