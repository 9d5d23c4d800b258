using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Product;
using Webmail.TestKit.Servers;

namespace Webmail.Demo;

/// <summary>Starts the published product with the demo's Dovecot as the mail server of its one tenant.</summary>
internal static class DemoProduct
{
    private const int PreferredPort = 8080;

    public static Task<ProductProcess> StartAsync(DemoState state, DovecotServer dovecot, DemoOptions options, CancellationToken ct)
    {
        int port = options.Port != 0 ? options.Port : LoopbackPorts.AreFree([PreferredPort]) ? PreferredPort : LoopbackPorts.Free(1)[0];
        // The product's own data is nobody else's business; the mail beside it has to be reachable for the mail servers' users.
        string own = Directory.CreateDirectory(state.PathOf("product"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        return ProductProcess.StartAsync(
            Path.Combine(options.Product, "Webmail.Web.dll"), dovecot, Path.Combine(own, "webmail.db"), port, Path.Combine(own, "webmail.log"), ct);
    }
}
