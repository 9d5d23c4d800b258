using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Webmail.Data.Storage;
using Webmail.TestKit.Servers;

namespace Webmail.Data.Tests;

/// <summary>An empty database of the test's own, on the provider it asks for.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly PrivateFolder? _folder;

    private TestDatabase(DatabaseOptions options, PrivateFolder? folder)
    {
        _folder = folder;
        Contexts = new WebmailDbContextFactory(Options.Create(options), NullLoggerFactory.Instance);
    }

    public IDbContextFactory<WebmailDbContext> Contexts { get; }

    public string File => _folder!.PathOf("data/webmail.db");

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, RealServers servers, CancellationToken ct)
    {
        var database = await EmptyAsync(provider, servers, ct);
        await new DatabasePreparation(database.Contexts).PrepareAsync(ct);
        return database;
    }

    public static async Task<TestDatabase> EmptyAsync(DatabaseProvider provider, RealServers servers, CancellationToken ct)
    {
        if (provider == DatabaseProvider.Postgres)
        {
            var server = await servers.PostgresAsync(ct);
            return new TestDatabase(new DatabaseOptions { Provider = provider, ConnectionString = await server.NewDatabaseAsync(ct) }, folder: null);
        }
        var folder = new PrivateFolder();
        return new TestDatabase(new DatabaseOptions { ConnectionString = $"Data Source={folder.PathOf("data/webmail.db")};Pooling=False" }, folder);
    }

    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }
}
