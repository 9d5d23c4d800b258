using System.Globalization;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>The real product in its own process, on SQLite, with a real Dovecot behind it; shared by all scenarios.</summary>
public sealed class WebmailHost : IAsyncDisposable
{
    // Distinctive: a scenario looks for it in everything that the product writes and sends.
    private const string Password = "Tide-canary-7319";

    /// <summary>Who administers the installation.</summary>
    public const string Administrator = "keeper@tidewater.test";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly PrivateFolder _folder = new();
    private readonly PictureHost _pictures = new();
    private readonly DovecotPorts _ports = DovecotPorts.Free();
    private MtaServer? _mta;
    private DovecotServer? _dovecot;
    private ProductProcess? _product;

    /// <summary>The product's address and its mail server, started when a test first asks.</summary>
    public async Task<RunningWebmail> StartedAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            _mta ??= await RealServers.OwnMtaAsync(new MtaOptions { LmtpPort = _ports.Lmtp, Password = Password }, ct);
            _dovecot ??= await RealServers.OwnDovecotAsync(new DovecotOptions { Password = Password, Ports = _ports, RelayPort = _mta.Ports.Relay }, ct);
            _product ??= await ProductProcess.StartAsync(
                BuiltProduct.Path, _dovecot, _folder.PathOf("webmail.db"), LoopbackPorts.Free(1)[0], _folder.PathOf("webmail.log"), ct, Changes());
            return new RunningWebmail(_product.Address, _dovecot, _folder.PathOf("webmail.log"), _folder.PathOf("webmail.db"), _pictures);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The sender's web server is as private as everything here, and must be allowed by name and port.</summary>
    private Dictionary<string, string> Changes() => new(StringComparer.Ordinal)
    {
        ["Webmail__Network__AllowedPrivateWebHosts__0"] = "127.0.0.1",
        ["Webmail__Network__AllowedWebPorts__0"] = _pictures.Port.ToString(CultureInfo.InvariantCulture),
        ["Webmail__RemoteImages__CacheFolder"] = _folder.PathOf("pictures"),
        ["Webmail__Tenants__0__AuthenticationServers__0"] = "mx.tidewater.test",
        ["Webmail__Administrators__0__Address"] = Administrator,
        // Linux gives a user 128 inotify instances, and every IMAP process of Dovecot takes one: without, it looks only now and then, and misses what changes twice in a second.
        ["Webmail__Sessions__IdleAccount"] = "00:01:00",
    };

    public async ValueTask DisposeAsync()
    {
        if (_product is not null) await _product.DisposeAsync();
        if (_dovecot is not null) await _dovecot.DisposeAsync();
        if (_mta is not null) await _mta.DisposeAsync();
        await _pictures.DisposeAsync();
        _folder.Dispose();
        _gate.Dispose();
    }
}
