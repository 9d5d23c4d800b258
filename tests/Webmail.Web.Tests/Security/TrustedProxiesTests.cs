using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Webmail.Web.Startup;

namespace Webmail.Web.Tests.Security;

public sealed class TrustedProxiesTests
{
    [Fact]
    public void With_none_configured_nobody_is_believed_not_even_this_machine()
    {
        var options = Configured();
        Assert.Equal(ForwardedHeaders.None, options.ForwardedHeaders);
        Assert.Empty(options.KnownProxies);
        Assert.Empty(options.KnownIPNetworks);
    }

    [Fact]
    public void Addresses_and_networks_are_believed_with_host_scheme_and_client()
    {
        var options = Configured("10.1.2.3", "fd00::/8", "  ");
        Assert.Equal([IPAddress.Parse("10.1.2.3")], options.KnownProxies);
        Assert.Equal([System.Net.IPNetwork.Parse("fd00::/8")], options.KnownIPNetworks);
        Assert.Equal(ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, options.ForwardedHeaders);
    }

    private static ForwardedHeadersOptions Configured(params IReadOnlyList<string> proxies)
    {
        var security = new SecurityOptions();
        foreach (var proxy in proxies) security.TrustedProxies.Add(proxy);
        var options = new ForwardedHeadersOptions();
        new TrustedProxies(Options.Create(security)).Configure(options);
        return options;
    }
}
