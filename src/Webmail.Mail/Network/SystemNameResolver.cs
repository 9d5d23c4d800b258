using System.Net;
using System.Net.Sockets;

namespace Webmail.Mail.Network;

/// <summary>The machine's own resolver.</summary>
public sealed class SystemNameResolver : INameResolver
{
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, ct);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
