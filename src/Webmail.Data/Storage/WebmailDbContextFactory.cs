using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Webmail.Data.Storage;

/// <summary>Makes the context of the configured database. Options are built once: EF keeps its model and services by them.</summary>
internal sealed class WebmailDbContextFactory : IDbContextFactory<WebmailDbContext>
{
    private readonly Func<WebmailDbContext> _create;

    public WebmailDbContextFactory(IOptions<DatabaseOptions> options, ILoggerFactory loggers)
    {
        var database = options.Value;
        if (database.Provider == DatabaseProvider.Postgres)
        {
            var postgres = new DbContextOptionsBuilder<PostgresWebmailDbContext>().UseLoggerFactory(loggers).UseNpgsql(database.ConnectionString).Options;
            _create = () => new PostgresWebmailDbContext(postgres);
        }
        else
        {
            var connection = SqliteConnectionString(database.ConnectionString);
            var sqlite = new DbContextOptionsBuilder<SqliteWebmailDbContext>().UseLoggerFactory(loggers).UseSqlite(connection).Options;
            _create = () => new SqliteWebmailDbContext(sqlite);
        }
    }

    public WebmailDbContext CreateDbContext() => _create();

    /// <summary>Whatever the administrator wrote, foreign keys hold and a writer waits for the other writer instead of failing.</summary>
    internal static string SqliteConnectionString(string? configured)
    {
        var builder = new SqliteConnectionStringBuilder(configured ?? DatabaseOptions.DefaultConnectionString) { ForeignKeys = true };
        if (builder.DefaultTimeout == 0)
            builder.DefaultTimeout = 30;
        return builder.ToString();
    }
}
