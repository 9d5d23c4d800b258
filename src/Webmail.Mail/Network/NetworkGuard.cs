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

    /// <summary>Pictures and unsubscribing. Another port is where services listen that were never meant for the public.</summary>
    private static readonly int[] WebPorts = [80, 443];

    private readonly INameResolver _resolver;
    private readonly TimeProvider _time;
    private readonly Reach _mail;
    private readonly Reach _web;

    public NetworkGuard(INameResolver resolver, IOptions<NetworkOptions> network, IOptions<TenantsOptions> tenants, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tenants);
        _resolver = resolver;
        _time = time;
        var named = tenants.Value.Tenants.SelectMany(tenant => new[] { tenant.Imap, tenant.Smtp, tenant.Sieve }).Select(server => server?.Port).OfType<int>();
        _mail = Reach.Of(MailPorts.Concat(network.Value.AllowedPorts).Concat(named), network.Value.AllowedPrivateHosts);
        _web = Reach.Of(WebPorts.Concat(network.Value.AllowedWebPorts), network.Value.AllowedPrivateWebHosts);
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
    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, bool trusted, CancellationToken ct) => ResolveAsync(_mail, host, port, trusted, ct);

    /// <summary>The same for a web address that a mail named: other ports, and a private host that was allowed for mail is not allowed for this.</summary>
    /// <exception cref="ConnectFailedException"><see cref="ConnectFailure.NotAllowed"/> or <see cref="ConnectFailure.UnknownHost"/>.</exception>
    public ValueTask<IReadOnlyList<IPAddress>> ResolveWebAsync(string host, int port, CancellationToken ct) => ResolveAsync(_web, host, port, trusted: false, ct);

    /// <summary>A connection to a web server that a mail named. Not yet encrypted.</summary>
    /// <exception cref="ConnectFailedException">Refused by the guard, or nobody answers.</exception>
    public async ValueTask<Stream> ConnectWebAsync(string host, int port, CancellationToken ct) => await ConnectAsync(await ResolveWebAsync(host, port, ct), port, ct);

    private async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(Reach reach, string host, int port, bool trusted, CancellationToken ct)
    {
        if (HostName.Normalise(host) is not { } name)
            throw NotAllowed("The host is neither a name nor an address.");
        if (!trusted && !reach.Ports.Contains(port))
            throw NotAllowed($"Port {port} is not one of {(ReferenceEquals(reach, _web) ? "the web" : "mail")}.");
        var addresses = IPAddress.TryParse(name, out var literal) ? [literal] : await _resolver.ResolveAsync(name, ct);
        if (addresses.Count == 0)
            throw new ConnectFailedException(ConnectFailure.UnknownHost, "The host name does not resolve.");
        trusted |= reach.Hosts.Contains(name);
        foreach (var address in addresses)
        {
            if (!GlobalAddress.IsHost(address) || !(trusted || GlobalAddress.IsGlobal(address) || reach.Allows(address)))
                throw NotAllowed("The host has an address that is not on the public internet.");
        }
        return addresses;
    }

    private async ValueTask<Stream> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken ct)
    {
        SocketException? last = null;
        var late = false;
        foreach (var address in addresses.Take(AddressesTried))
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
        public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken ct)
        {
            var isTrusted = trusted is not null && port == trusted.Port && string.Equals(host, trusted.Host, StringComparison.OrdinalIgnoreCase);
            return await guard.ConnectAsync(await guard.ResolveAsync(host, port, isTrusted, ct), port, ct);
        }
    }

    /// <summary>Where one kind of connection may go beside the public internet's own addresses, and to which ports.</summary>
    private sealed record Reach(FrozenSet<int> Ports, FrozenSet<string> Hosts, IPNetwork[] Networks)
    {
        public static Reach Of(IEnumerable<int> ports, IEnumerable<string> allowed)
        {
            var entries = allowed.Where(entry => !string.IsNullOrWhiteSpace(entry)).ToList();
            return new Reach(
                ports.ToFrozenSet(),
                entries.Select(HostName.Normalise).OfType<string>().ToFrozenSet(StringComparer.Ordinal),
                [.. entries.Select(entry => IPNetwork.TryParse(entry, out var net) ? net : (IPNetwork?)null).OfType<IPNetwork>()]);
        }

        public bool Allows(IPAddress address)
        {
            if (address.IsIPv4MappedToIPv6)
                address = address.MapToIPv4();
            return Hosts.Contains(address.ToString()) || Array.Exists(Networks, network => network.Contains(address));
        }
    }
}
