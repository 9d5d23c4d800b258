using System.Globalization;
using System.Net;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Demo;

/// <summary>Starts the published product on SQLite, with the demo's Dovecot as the mail server of its one tenant.</summary>
internal static class DemoProduct
{
    private const int PreferredPort = 8080;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    public static async Task<(ServerProcess Process, Uri Address)> StartAsync(DemoState state, DovecotServer dovecot, DemoOptions options, CancellationToken ct)
    {
        int port = options.Port != 0 ? options.Port : LoopbackPorts.AreFree([PreferredPort]) ? PreferredPort : LoopbackPorts.Free(1)[0];
        var address = new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");
        string log = state.PathOf("webmail.log");
        await File.WriteAllTextAsync(log, "", ct);
        var lines = new StreamWriter(log, append: true) { AutoFlush = true };
        ServerProcess process = ServerProcess.Start(
            "dotnet",
            [Path.Combine(options.Product, "Webmail.Web.dll")],
            Configuration(state, dovecot, port),
            options.Product,
            onLine: line => { lock (lines) lines.WriteLine(line); });
        using var client = new HttpClient();
        await process.WaitReadyAsync(token => IsReadyAsync(client, new Uri(address, "health/ready"), token), "The product", ct, StartPatience);
        return (process, address);
    }

    private static Dictionary<string, string> Configuration(DemoState state, DovecotServer dovecot, int port) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Webmail__Database__Provider"] = "Sqlite",
        ["Webmail__Database__ConnectionString"] = $"Data Source={state.PathOf("webmail.db")}",
        ["Webmail__Security__AllowInsecureLoopback"] = "true",
        ["Webmail__Network__AllowedPrivateHosts__0"] = "127.0.0.1",
        ["Webmail__Tenants__0__Name"] = "Tidewater",
        ["Webmail__Tenants__0__Hosts__0"] = "localhost",
        ["Webmail__Tenants__0__Hosts__1"] = "127.0.0.1",
        ["Webmail__Tenants__0__MailDomains__0"] = "tidewater.test",
        ["Webmail__Tenants__0__Imap__Host"] = "127.0.0.1",
        ["Webmail__Tenants__0__Imap__Port"] = dovecot.Ports.Imaps.ToString(CultureInfo.InvariantCulture),
        ["Webmail__Tenants__0__Imap__Security"] = "Tls",
        ["Webmail__Tenants__0__Imap__TrustedCertificateFile"] = dovecot.AuthorityFile,
        ["Webmail__Tenants__0__AllowOtherServers"] = "true",
        ["Webmail__Tenants__0__AllowPlainServers"] = "false",
    };

    private static async ValueTask<bool> IsReadyAsync(HttpClient client, Uri health, CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(health, ct);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
