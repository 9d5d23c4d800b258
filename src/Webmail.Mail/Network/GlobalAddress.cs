using System.Net;
using System.Net.Sockets;

namespace Webmail.Mail.Network;

/// <summary>
/// Which addresses belong to the public internet. Decided on the address's bytes, never on its text: there is no spelling to get
/// around it. Source: IANA's special-purpose address registries (RFC 6890 and its updates), denied as a whole where an entry is
/// for one protocol only.
/// </summary>
public static class GlobalAddress
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),        // this network; Linux connects 0.0.0.0 to itself
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),    // carrier-grade NAT, cloud metadata in places
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),   // link-local, cloud metadata
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.31.196.0/24"),
        IPNetwork.Parse("192.52.193.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("192.175.48.0/24"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),      // reserved, and broadcast
    ];

    private static readonly IPNetwork UnicastV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        IPNetwork.Parse("2001::/23"),        // Teredo, ORCHID, benchmarking
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),        // 6to4: an IPv4 address in disguise
        IPNetwork.Parse("2620:4f:8000::/48"),
        IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsGlobal(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(SpecialV4, network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
            return false;
        if (Nat64.Contains(address)) // what a network without IPv4 resolves every IPv4 server to
            return IsGlobal(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return UnicastV6.Contains(address) && !Array.Exists(SpecialV6, network => network.Contains(address));
    }

    /// <summary>Whether one machine can stand behind it at all: what even an administrator can't allow.</summary>
    internal static bool IsHost(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return !address.IsIPv6Multicast && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            && (address.AddressFamily != AddressFamily.InterNetwork || address.GetAddressBytes()[0] < 224);
    }
}
