using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Postgres;

/// <summary>A private PostgreSQL on a loopback port, without durability: made anew, gone at the end.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Versions = "/usr/lib/postgresql";
    private const string SystemUser = "postgres";
    private const string Owner = "webmail";

    private readonly PrivateFolder _folder;
    private readonly ServerProcess _process;
    private readonly string _programs;
    private readonly int _port;
    private int _databases;

    private PostgresServer(PrivateFolder folder, ServerProcess process, string programs, int port)
    {
        _folder = folder;
        _process = process;
        _programs = programs;
        _port = port;
    }

    /// <exception cref="ServerMissingException">PostgreSQL is not installed.</exception>
    /// <exception cref="ServerFailedException">It did not start.</exception>
    public static async Task<PostgresServer> CreateAsync(CancellationToken ct)
    {
        string programs = Newest();
        var folder = new PrivateFolder();
        try
        {
            string data = folder.Folder("data");
            if (Environment.IsPrivilegedProcess) await ShortCommand.RunAsync("/bin/chown", [SystemUser, folder.Root, data], ct);
            (string initdb, string[] initdbArguments) = AsSystemUser(
                Path.Combine(programs, "initdb"),
                ["-D", data, "-U", Owner, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
            await ShortCommand.RunAsync(initdb, initdbArguments, ct);
            int port = LoopbackPorts.Free(1)[0];
            (string postgres, string[] arguments) = AsSystemUser(
                Path.Combine(programs, "postgres"),
                [
                    "-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder.Root}",
                    "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=300",
                ]);
            // SIGINT is the "fast" stop; SIGTERM would wait for the pooled connections of the tests.
            ServerProcess process = ServerProcess.Start(postgres, arguments, stopSignal: "INT");
            await process.WaitReadyAsync(
                _ => ValueTask.FromResult(process.Output.Contains("ready to accept connections", StringComparison.Ordinal)), "PostgreSQL", ct);
            return new PostgresServer(folder, process, programs, port);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty database of its own and gives the connection string for Npgsql.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken ct)
    {
        string name = $"webmail_{Interlocked.Increment(ref _databases)}";
        await ShortCommand.RunAsync(
            Path.Combine(_programs, "createdb"), ["-h", "127.0.0.1", "-p", $"{_port}", "-U", Owner, name], ct);
        return $"Host=127.0.0.1;Port={_port};Username={Owner};Database={name}";
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static string Newest()
    {
        string? newest = Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions).Select(folder => Path.Combine(folder, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return newest ?? throw new ServerMissingException("PostgreSQL", "postgresql");
    }

    // PostgreSQL refuses to run as root; Debian's package made a user for it.
    private static (string Program, string[] Arguments) AsSystemUser(string program, string[] arguments) => Environment.IsPrivilegedProcess
        ? ("/usr/bin/setpriv", [$"--reuid={SystemUser}", $"--regid={SystemUser}", "--clear-groups", program, .. arguments])
        : (program, arguments);
}
