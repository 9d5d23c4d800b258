using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Webmail.Mail.Accounts;
using Webmail.Protocols.Net;

namespace Webmail.Mail.Network;

/// <summary>
/// The one way out to a place that a user or a mail named. The name is resolved once, every address it has must be on the
/// public internet, and the connection goes to one of exactly those addresses: an answer that changes in between changes nothing.
/// TLS still checks the certificate against the name that was typed.
/// </summary>
public sealed class NetworkGuard
{
    /// <summary>IMAP, submission, ManageSieve. Anything else would make us a port scanner.</summary>
    private static readonly int[] MailPorts = [25, 143, 465, 587, 993, 4190];

    /// <summary>A name with more addresses than this is no mail server; the rest are not tried.</summary>
    private const int AddressesTried = 4;

    /// <summary>One dead address of several must not use up the whole time for connecting (10 s).</summary>
    private static readonly TimeSpan AddressPatience = TimeSpan.FromSeconds(4);

    private readonly INameResolver _resolver;
    private readonly TimeProvider _time;
    private readonly FrozenSet<int> _ports;
    private readonly FrozenSet<string> _privateHosts;
    private readonly IPNetwork[] _privateNetworks;

    public NetworkGuard(INameResolver resolver, IOptions<NetworkOptions> network, IOptions<TenantsOptions> tenants, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tenants);
        _resolver = resolver;
        _time = time;
        var named = tenants.Value.Tenants.SelectMany(tenant => new[] { tenant.Imap, tenant.Smtp, tenant.Sieve }).Select(server => server?.Port).OfType<int>();
        _ports = MailPorts.Concat(network.Value.AllowedPorts).Concat(named).ToFrozenSet();
        var entries = network.Value.AllowedPrivateHosts.Where(entry => !string.IsNullOrWhiteSpace(entry)).ToList();
        _privateHosts = entries.Select(HostName.Normalise).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        _privateNetworks = [.. entries.Select(entry => IPNetwork.TryParse(entry, out var net) ? net : (IPNetwork?)null).OfType<IPNetwork>()];
    }

    /// <summary>A connector for one login. A server from the tenant's configuration may be private; one that a user named may not.</summary>
    public INetworkConnector For(AccountLogin login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return new GuardedConnector(this, login.AllowPrivate ? login.Imap : null);
    }

    /// <summary>The addresses that may be connected to.</summary>
    /// <param name="trusted">The administrator named this host and port.</param>
    /// <exception cref="ConnectFailedException"><see cref="ConnectFailure.NotAllowed"/> or <see cref="ConnectFailure.UnknownHost"/>.</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, bool trusted, CancellationToken ct)
    {
        if (HostName.Normalise(host) is not { } name)
            throw NotAllowed("The host is neither a name nor an address.");
        if (!trusted && !_ports.Contains(port))
            throw NotAllowed($"Port {port} is not one of mail.");
        var addresses = IPAddress.TryParse(name, out var literal) ? [literal] : await _resolver.ResolveAsync(name, ct);
        if (addresses.Count == 0)
            throw new ConnectFailedException(ConnectFailure.UnknownHost, "The host name does not resolve.");
        trusted |= _privateHosts.Contains(name);
        foreach (var address in addresses)
        {
            if (!GlobalAddress.IsHost(address) || !(trusted || GlobalAddress.IsGlobal(address) || IsAllowedPrivate(address)))
                throw NotAllowed("The host has an address that is not on the public internet.");
        }
        return addresses;
    }

    private bool IsAllowedPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return _privateHosts.Contains(address.ToString()) || Array.Exists(_privateNetworks, network => network.Contains(address));
    }

    private async ValueTask<Stream> ConnectAsync(string host, int port, bool trusted, CancellationToken ct)
    {
        SocketException? last = null;
        var late = false;
        foreach (var address in (await ResolveAsync(host, port, trusted, ct)).Take(AddressesTried))
        {
            using var patience = new CancellationTokenSource(AddressPatience, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
            try
            {
                return await TcpConnector.ConnectAsync(address, port, either.Token);
            }
            catch (SocketException refused)
            {
                last = refused;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                late = true;
            }
        }
        var timedOut = late || last?.SocketErrorCode == SocketError.TimedOut;
        throw new ConnectFailedException(timedOut ? ConnectFailure.TimedOut : ConnectFailure.Refused, "None of the host's addresses answered.", last);
    }

    private static ConnectFailedException NotAllowed(string why) => new(ConnectFailure.NotAllowed, why);

    private sealed class GuardedConnector(NetworkGuard guard, ServerEndpoint? trusted) : INetworkConnector
    {
        public ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct) =>
            guard.ConnectAsync(host, port, trusted is not null && port == trusted.Port && string.Equals(host, trusted.Host, StringComparison.OrdinalIgnoreCase), ct);
    }
}
