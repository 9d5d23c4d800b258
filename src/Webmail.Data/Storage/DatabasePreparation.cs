using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Webmail.Data.Storage;

/// <summary>Brings the database to this version at start, one process at a time.</summary>
public sealed class DatabasePreparation(IDbContextFactory<WebmailDbContext> contexts)
{
    /// <summary>Any number that nobody else uses in this database.</summary>
    private const long PostgresGate = 0x7765626D61696C;

    /// <summary>Creates what is missing and applies the migrations that are new.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            await PrepareSqliteAsync(db, sqlite.DataSource, ct);
        else
            await PreparePostgresAsync(db, ct);
    }

    /// <summary>EF's own lock ends with the transaction of each migration, so that a second process could repeat the next one: this one lasts for all of them.</summary>
    private static async Task PreparePostgresAsync(WebmailDbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(ct)) await creator.CreateAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({PostgresGate})", ct);
        try
        {
            await db.Database.MigrateAsync(ct);
        }
        finally
        {
            // A connection that goes back to the pool keeps its locks.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({PostgresGate})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task PrepareSqliteAsync(WebmailDbContext db, string path, CancellationToken ct)
    {
        if (path.Length == 0 || string.Equals(path, ":memory:", StringComparison.Ordinal))
            throw new InvalidOperationException("Webmail:Database:ConnectionString must name a file: an SQLite database in memory would be gone with its first connection.");
        path = Path.GetFullPath(path);
        CreatePrivateFolder(Path.GetDirectoryName(path)!);
        await using var gate = await FileGate.EnterAsync(path + ".starting", ct);
        CreatePrivateFile(path);

        // A process killed while migrating leaves EF's lock row behind, and the next start would wait for it for ever.
        // Whoever holds the gate is alone, so the row can only be such a leftover.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct); // readers never wait for the writer; kept in the file
    }

    private static void CreatePrivateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void CreatePrivateFile(string path)
    {
        if (File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }
}
