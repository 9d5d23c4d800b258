using System.Globalization;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Product;

/// <summary>The product in a process of its own, listening on loopback.</summary>
public sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly StreamWriter _log;

    private ProductProcess(ServerProcess process, Uri address, StreamWriter log)
    {
        Process = process;
        Address = address;
        _log = log;
    }

    /// <summary>Such as <c>http://localhost:23456/</c>; with the name, which makes it a secure context for browsers.</summary>
    public Uri Address { get; }

    public ServerProcess Process { get; }

    /// <summary>Starts it and returns when <c>/health/ready</c> says 200.</summary>
    /// <param name="assembly">The path of <c>Webmail.Web.dll</c>.</param>
    /// <param name="logFile">Gets everything that it prints.</param>
    /// <param name="changes">Settings that differ from <see cref="ProductSettings"/>.</param>
    /// <exception cref="ServerFailedException">It did not start; carries what it printed.</exception>
    public static async Task<ProductProcess> StartAsync(
        string assembly, DovecotServer dovecot, string database, int port, string logFile, CancellationToken ct, IReadOnlyDictionary<string, string>? changes = null)
    {
        Dictionary<string, string> settings = ProductSettings.For(dovecot, database, port);
        foreach ((string name, string value) in changes ?? new Dictionary<string, string>(StringComparer.Ordinal)) settings[name] = value;
        var address = new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");
        var log = new StreamWriter(logFile, append: false) { AutoFlush = true };
        TextWriter shared = TextWriter.Synchronized(log);
        ServerProcess process = ServerProcess.Start("dotnet", [assembly], settings, Path.GetDirectoryName(assembly), shared.WriteLine);
        var product = new ProductProcess(process, address, log);
        try
        {
            using var client = new HttpClient();
            var health = new Uri(address, "health/ready");
            await process.WaitReadyAsync(token => HttpReadiness.IsOkAsync(client, health, token), "The product", ct, StartPatience);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _log.DisposeAsync();
    }
}
