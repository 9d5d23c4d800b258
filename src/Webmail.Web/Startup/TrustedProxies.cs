using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Webmail.Web.Startup;

/// <summary>Believes forwarded headers of the configured proxies; of nobody when none is configured, not even of this machine.</summary>
internal sealed class TrustedProxies(IOptions<SecurityOptions> security) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        var proxies = security.Value.TrustedProxies.Where(proxy => !string.IsNullOrWhiteSpace(proxy)).ToList();
        options.ForwardedHeaders = proxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
