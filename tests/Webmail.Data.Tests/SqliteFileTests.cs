using Microsoft.EntityFrameworkCore;
using Webmail.Data.Storage;
using Webmail.TestKit.Servers;

namespace Webmail.Data.Tests;

public sealed class SqliteFileTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_its_owner_may_read_the_file()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, servers, Ct);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.File));
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, servers, Ct);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(Ct));
    }

    [Fact]
    public async Task Foreign_keys_hold()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, servers, Ct);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync(Ct));
    }

    [Fact]
    public async Task A_process_killed_while_migrating_does_not_block_the_next_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, servers, Ct);
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)", Ct);
        await db.Database.ExecuteSqlRawAsync("INSERT OR REPLACE INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')", Ct);
        await new DatabasePreparation(database.Contexts).PrepareAsync(Ct);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    public async Task A_database_in_memory_is_refused_with_the_name_of_the_setting(string connection)
    {
        var contexts = new WebmailDbContextFactory(
            Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { ConnectionString = connection }),
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => new DatabasePreparation(contexts).PrepareAsync(Ct));
        Assert.Contains("Webmail:Database:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_writers_at_once_all_get_their_turn()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, servers, Ct);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () =>
            {
                await using var db = database.Contexts.CreateDbContext();
                db.Users.Add(Rows.User($"user{i}@tidewater.test"));
                await db.SaveChangesAsync(Ct);
            },
            Ct)));
        await using var read = database.Contexts.CreateDbContext();
        Assert.Equal(20, await read.Users.CountAsync(Ct));
    }
}
