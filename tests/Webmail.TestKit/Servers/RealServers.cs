using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Postgres;
using Xunit;

namespace Webmail.TestKit.Servers;

/// <summary>
/// The real servers of one test assembly, started when a test first asks and ended with the assembly:
/// <c>[assembly: AssemblyFixture(typeof(RealServers))]</c>. Where a server is not installed, the test is skipped at home
/// and failed in CI (<c>CI=true</c>).
/// </summary>
public sealed class RealServers : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private DovecotServer? _dovecot;
    private PostgresServer? _postgres;
    private DovecotServer? _smallDovecot;
    private CyrusServer? _cyrus;
    private CourierServer? _courier;
    private CyrusServer? _cyrus310;
    private Dovecot24Server? _dovecot24;

    private static bool InCi => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The Dovecot that all tests share: take a user of your own with <see cref="DovecotServer.NewUser"/>, and never stop it.</summary>
    public async Task<DovecotServer> DovecotAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return _dovecot ??= await OrSkipAsync(() => DovecotServer.CreateAsync(new DovecotOptions(), ct));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A Dovecot whose users have little room, as the shared Cyrus and Courier have.</summary>
    public async Task<ImapHost> SmallDovecotAsync(CancellationToken ct) =>
        ImapHost.Of(await SharedAsync(() => _smallDovecot, async () => _smallDovecot = await DovecotServer.CreateAsync(new DovecotOptions { QuotaMiB = ImapHost.QuotaMiB }, ct), ct));

    /// <summary>The Cyrus that all tests share.</summary>
    public async Task<ImapHost> CyrusAsync(CancellationToken ct) =>
        (await SharedAsync(() => _cyrus, async () => _cyrus = await CyrusServer.CreateAsync(ct), ct)).Host;

    /// <summary>The Cyrus 3.10 that all tests share; skips the test where nobody asked for <see cref="Debian13"/>.</summary>
    public async Task<ImapHost> Cyrus310Async(CancellationToken ct)
    {
        Debian13.SkipUnlessAskedFor();
        return (await SharedAsync(() => _cyrus310, async () => _cyrus310 = await CyrusServer.CreateDebian13Async(ct), ct)).Host;
    }

    /// <summary>The Dovecot 2.4 that all tests share; skips the test where nobody asked for <see cref="Debian13"/>.</summary>
    public async Task<ImapHost> Dovecot24Async(CancellationToken ct)
    {
        Debian13.SkipUnlessAskedFor();
        return (await SharedAsync(() => _dovecot24, async () => _dovecot24 = await Dovecot24Server.CreateAsync(ct), ct)).Host;
    }

    /// <summary>The Courier that all tests share.</summary>
    public async Task<ImapHost> CourierAsync(CancellationToken ct) =>
        (await SharedAsync(() => _courier, async () => _courier = await CourierServer.CreateAsync(ct), ct)).Host;

    /// <summary>The PostgreSQL that all tests share: make a database of your own with <see cref="PostgresServer.NewDatabaseAsync"/>.</summary>
    public async Task<PostgresServer> PostgresAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return _postgres ??= await OrSkipAsync(() => PostgresServer.CreateAsync(ct));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A Dovecot of the test's own, which it may stop, kill and configure; dispose it at the test's end.</summary>
    public static Task<DovecotServer> OwnDovecotAsync(DovecotOptions options, CancellationToken ct) =>
        OrSkipAsync(() => DovecotServer.CreateAsync(options, ct));

    /// <summary>A mail transfer agent of the test's own; dispose it at the test's end.</summary>
    public static Task<MtaServer> OwnMtaAsync(MtaOptions options, CancellationToken ct, MtaPorts? ports = null) =>
        OrSkipAsync(() => MtaServer.CreateAsync(options, ct, ports: ports));

    /// <summary>Runs a start; when the server's program is missing, the test is skipped at home and fails in CI.</summary>
    public static async Task<T> OrSkipAsync<T>(Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (ServerMissingException missing) when (!InCi)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

    private async Task<T> SharedAsync<T>(Func<T?> running, Func<Task<T>> start, CancellationToken ct)
        where T : class
    {
        await _gate.WaitAsync(ct);
        try
        {
            return running() ?? await OrSkipAsync(start);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_smallDovecot is not null) await _smallDovecot.DisposeAsync();
        if (_cyrus is not null) await _cyrus.DisposeAsync();
        if (_courier is not null) await _courier.DisposeAsync();
        if (_cyrus310 is not null) await _cyrus310.DisposeAsync();
        if (_dovecot24 is not null) await _dovecot24.DisposeAsync();
        if (_dovecot is not null) await _dovecot.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        _gate.Dispose();
    }
}
