using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Webmail.Data.Storage;

/// <summary>Brings the database to this version at start, one process at a time.</summary>
public sealed class DatabasePreparation(IDbContextFactory<WebmailDbContext> contexts)
{
    /// <summary>Creates what is missing and applies the migrations that are new.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            await PrepareSqliteAsync(db, sqlite.DataSource, ct);
        else
            await db.Database.MigrateAsync(ct); // takes a lock in the database
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
