using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Web.Tests.SignIn;

/// <summary>The real host in this process, over HTTPS as far as it can tell, on a database file of its own, with everything it logs kept.</summary>
internal sealed class ProductFactory : WebApplicationFactory<Program>
{
    private readonly PrivateFolder _folder;
    private readonly bool _ownsFolder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _services;

    public ProductFactory(DovecotServer? dovecot = null, IReadOnlyDictionary<string, string>? settings = null, PrivateFolder? folder = null, Action<IServiceCollection>? services = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? new PrivateFolder();
        _services = services;
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["Webmail:Database:ConnectionString"] = $"Data Source={DatabaseFile};Pooling=False" };
        foreach (var (name, value) in Tenant(dovecot).Concat(settings ?? new Dictionary<string, string>(StringComparer.Ordinal)))
            all[name] = value;
        _settings = all;
        ClientOptions.BaseAddress = new Uri("https://localhost");
        ClientOptions.AllowAutoRedirect = false;
    }

    public string DatabaseFile => _folder.PathOf("data/webmail.db");

    public KeptLogs Logs { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (name, value) in _settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace));
        if (_services is not null)
            builder.ConfigureTestServices(_services);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _ownsFolder)
            _folder.Dispose();
    }

    private static Dictionary<string, string> Tenant(DovecotServer? dovecot)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Webmail:Tenants:0:Name"] = "Tidewater",
            ["Webmail:Tenants:0:MailDomains:0"] = "tidewater.test",
            ["Webmail:Tenants:0:AllowOtherServers"] = "true",
        };
        if (dovecot is not null)
        {
            settings["Webmail:Tenants:0:Imap:Host"] = "127.0.0.1";
            settings["Webmail:Tenants:0:Imap:Port"] = dovecot.Ports.Imaps.ToString(System.Globalization.CultureInfo.InvariantCulture);
            settings["Webmail:Tenants:0:Imap:TrustedCertificateFile"] = dovecot.AuthorityFile;
        }
        return settings;
    }
}
