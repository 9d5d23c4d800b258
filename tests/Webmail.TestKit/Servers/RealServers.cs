using Webmail.TestKit.Dovecot;
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

    /// <summary>A Dovecot of the test's own, which it may stop, kill and configure; dispose it at the test's end.</summary>
    public static Task<DovecotServer> OwnDovecotAsync(DovecotOptions options, CancellationToken ct) =>
        OrSkipAsync(() => DovecotServer.CreateAsync(options, ct));

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

    public async ValueTask DisposeAsync()
    {
        if (_dovecot is not null) await _dovecot.DisposeAsync();
        _gate.Dispose();
    }
}
